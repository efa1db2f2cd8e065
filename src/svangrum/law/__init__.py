"""What the statutes say of one purchase on one date. Pure: values in, findings out."""
