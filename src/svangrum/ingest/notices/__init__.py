"""Procurement notices of TED, legacy XML and eForms, to lot-level facts."""
