"""What enterprises can do and when: capacity, what is promised to others, pauses, and what they would tender for."""
