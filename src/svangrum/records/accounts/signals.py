"""What later rows may hang their own work on."""

from __future__ import annotations

from django.dispatch import Signal

person_left = Signal()
"""A person leaves for good: whoever keeps something about ``person`` (a UUID) erases it, in the same transaction.

What is recorded goes by ``act``, the action under way (``act.remove``), so that an event tells of it.
"""
