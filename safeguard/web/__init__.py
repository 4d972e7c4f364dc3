"""How an address becomes a view: membership, scope, access record, then the view."""

from safeguard.web.department import DepartmentRequest, department_view
from safeguard.web.school import SchoolRequest, school_view

__all__ = ["DepartmentRequest", "SchoolRequest", "department_view", "school_view"]
