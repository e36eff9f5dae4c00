#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/base/location.hpp"
#include "mig/base/result.hpp"
#include "mig/document/value.hpp"

namespace mig::schema {

/// The JSON Schema keyword that was violated, folded into what a person has to do about it.
enum class ViolationKind {
  missing_field,  ///< required, dependencies, minProperties on an absent member
  unknown_key,    ///< additionalProperties: false, propertyNames
  wrong_type,     ///< type
  invalid_value,  ///< enum, const, pattern, format-like bounds, lengths, uniqueness, combinators
};

/// One way in which a value does not fit its schema.
struct Violation {
  ViolationKind kind = ViolationKind::invalid_value;
  std::string keyword;  ///< "required", "enum", ...
  Span span;            ///< the offending value, or the offending key
  std::string
      instance_path;     ///< "limits.max_row_backfill", "artifacts.forward[0]"; "" for the root
  std::string property;  ///< missing or unknown key; empty for other kinds
  std::string message;   ///< one sentence, names the offending value and what is allowed
  std::vector<std::string>
      allowed;              ///< enumerated values or known keys, where the schema lists them
  std::string suggestion;   ///< the nearest of `allowed`, when one is near
  std::string description;  ///< what the schema says the field is for; may be empty
  std::string schema_path;  ///< "#/properties/type/enum"
};

/// A schema that a document may refer to by `$ref`, found by its `$id`.
struct SchemaDocument {
  std::string id;  ///< used when the document has no `$id` of its own
  const document::LocatedValue* value = nullptr;
};

/// JSON Schema draft-07, compiled once, then used from any number of threads.
/// Differences from the standard: patterns are RE2 syntax; `format` is not asserted; references are
/// resolved only among the documents given to compile().
class Schema {
 public:
  /// Compiles `root`; `others` may be referenced. Fails on malformed keywords, patterns RE2
  /// refuses, and references that do not resolve.
  static Result<Schema> compile(const SchemaDocument& root,
                                const std::vector<SchemaDocument>& others = {});

  /// Empty when the value fits. In document order; at most `limit` violations.
  std::vector<Violation> validate(const document::LocatedValue& value,
                                  std::size_t limit = 100) const;

  /// The `description` that the schema gives the member at a dotted path such as "limits" or
  /// "scope.allowed_tables"; empty when it gives none.
  std::string describe(std::string_view dotted_path) const;

  Schema(Schema&&) noexcept;
  Schema& operator=(Schema&&) noexcept;
  ~Schema();

 private:
  struct Compiled;
  explicit Schema(std::unique_ptr<const Compiled> compiled);
  std::unique_ptr<const Compiled> compiled_;
};

}  // namespace mig::schema
