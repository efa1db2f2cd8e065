"""From a buyer's words to codes, and from a need to those who could deliver. Pure."""
