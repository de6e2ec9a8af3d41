from . import ocean_reason
