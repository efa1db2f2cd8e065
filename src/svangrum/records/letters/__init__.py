"""Mails to be sent: kept in the same transaction as what they tell of, delivered in the background."""
