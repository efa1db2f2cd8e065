"""Letters made into mails, and sent."""
