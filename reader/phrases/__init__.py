"""What the words of official Vietnamese say: names of bodies, verbs of duty, labels of fields,
times.
"""
