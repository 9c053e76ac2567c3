"""Service firms under supervision: licences, contracts, inspections."""
