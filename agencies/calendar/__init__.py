"""The working calendar and the policy by which dates are read; months and quarters in words."""
