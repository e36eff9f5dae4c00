#pragma once

#include "mig/app/command.hpp"

namespace mig::app {

/// mig-receipt-verify prov RECEIPT_OR_BUNDLE: derives receipts/prov.jsonld from each receipt.
/// 1: a receipt or the declaration does not fit its schema; then nothing is written. 3: something
/// cannot be read or written.
Action declare_prov(CLI::App& app);

}  // namespace mig::app
