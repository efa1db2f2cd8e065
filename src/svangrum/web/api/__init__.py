"""The API: advice, the guide, purchases."""
