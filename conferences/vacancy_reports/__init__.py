"""What anybody reports of a vacancy or a fair: fees, deposits, untrue words; a task."""
