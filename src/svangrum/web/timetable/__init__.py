"""The calendar of a procurement: form, days, picture and calendar file."""
