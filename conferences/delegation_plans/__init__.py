"""The itinerary and the talking points of a delegation."""
