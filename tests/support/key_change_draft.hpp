#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "mig/contract/document_kind.hpp"
#include "mig/document/value.hpp"

namespace mig::test {

/// A document that is changed key by key. Keys are those of the tables of directions.
class Draft {
 public:
  Draft(contract::DocumentKind kind, document::LocatedValue value);

  /// Null when it has none. Of lists the first item that has the rest, of `*` the first name.
  document::LocatedValue* at(std::string_view key);
  /// Whether there was something to remove.
  bool remove(std::string_view key);

  bool fits_schema() const;
  std::string yaml() const;

 private:
  contract::DocumentKind kind_;
  document::LocatedValue value_;
};

}  // namespace mig::test
