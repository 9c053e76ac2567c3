"""The month's report as a paper ready to be signed, in the layout of decree 30/2020."""
