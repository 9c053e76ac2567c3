"""How fast the portal is: each figure beside its floor, taken in the same run. `python3 portal.py
bench`.
"""
