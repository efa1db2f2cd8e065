"""Dates, citations, findings, money, codes and words that every row above shares."""
