from policies.admin.source_admin import DocumentAdmin

__all__ = ["DocumentAdmin"]
