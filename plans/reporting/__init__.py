"""What an issue says, laid out for offices: content first (`ledger`), then how it is written down (`xlsx`). Pure."""
