from conferences.partnerships.models import Ask, PartnerContact, PartnerDocument, Partnership

__all__ = ["Ask", "PartnerContact", "PartnerDocument", "Partnership"]
