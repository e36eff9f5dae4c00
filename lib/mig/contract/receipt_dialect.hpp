#pragma once

#include <optional>
#include <string_view>

#include "mig/contract/field.hpp"

namespace mig::contract {

/// A form of run receipt that is known and not read.
struct ReceiptDialect {
  std::string_view name;  ///< as a message says it
  LocatedStrings keys;    ///< that tell it, in dotted form, with where they stand
};

/// Which known other form a receipt is written in; nothing when it says that it is v1, or shows
/// fewer than two keys that only one of them has.
std::optional<ReceiptDialect> dialect_of(const document::LocatedValue& receipt);

}  // namespace mig::contract
