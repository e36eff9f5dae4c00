#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "mig/schema/schema.hpp"
#include "mig/schema/uri.hpp"

namespace mig::schema {

/// Deeper schemas are refused, so that walking one never exhausts the stack.
inline constexpr int kMaxSchemaDepth = 200;

/// A schema inside one of the documents. `base` is the base URI around it: its own `$id` is still
/// to be applied.
struct SchemaPlace {
  const document::LocatedValue* value = nullptr;
  std::string base;
  std::string path;  ///< for a person: "#/definitions/a", or "http://host/x#/definitions/a"
  int depth = 0;
};

/// The base URI inside `schema`, given the one around it. A `$id` beside `$ref` does not count.
std::string base_within(const document::LocatedValue& schema, const std::string& outer);

/// All schemas that a `$ref` can name, of all documents.
class Registry {
 public:
  /// Registers the document and every `$id` in it. `label` begins the paths of its schemas. Answers
  /// a fault, or nothing.
  std::optional<std::string> add(const SchemaDocument& document, const std::string& label);

  /// Nothing when no document given to add() holds the target.
  std::optional<SchemaPlace> find(const Reference& target) const;

  /// The place of a whole document.
  static SchemaPlace document_place(const SchemaDocument& document, const std::string& label);

 private:
  void visit(const SchemaPlace& place);
  void visit_keyword(std::string_view keyword, const document::LocatedValue& value,
                     const SchemaPlace& inner);
  void name_schema(const std::string& id, const SchemaPlace& place);
  void enter(const std::string& name, const SchemaPlace& place);

  std::map<std::string, SchemaPlace> places_;  ///< by URI, or URI '#' anchor
  std::optional<std::string> fault_;
};

}  // namespace mig::schema
