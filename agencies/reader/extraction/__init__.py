from dataclasses import dataclass
@dataclass
class Extract:
    text: str
    tables: tuple = ()
def extract(data, filename):
    return Extract(data.decode())
