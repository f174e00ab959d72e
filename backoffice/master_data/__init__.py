"""Master data from files: products with their opening stock, customers, staff and groups."""

from backoffice.master_data.entries import MasterData
from backoffice.master_data.loading import load_master_data
from backoffice.master_data.reading import read_master_data

__all__ = ["MasterData", "load_master_data", "read_master_data"]
