#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mig/catalog/attributes.hpp"
#include "mig/catalog/list.hpp"
#include "mig/effect/object.hpp"

namespace mig::catalog {

using effect::ObjectKind;

/// How a dependent follows what it depends on.
enum class Bond : std::uint8_t {
  normal,     ///< a drop needs CASCADE
  automatic,  ///< goes along with any drop
  attribute,  ///< a CASCADE removes the attributes that name it, not the dependent
};

struct Need {
  Id on = 0;
  Bond bond = Bond::normal;
  friend bool operator==(const Need&, const Need&) = default;
};

struct Object {
  ObjectKind kind = ObjectKind::unknown;
  Id schema = 0;  ///< 0 for what lives in no schema
  Id parent = 0;  ///< the table of a column, constraint, index or trigger; the object of a comment
  std::string name;
  List<Part> arguments;   ///< identity arguments of a function
  Attributes attributes;  ///< what comparing needs, rendered in this order
  std::vector<Need> needs;
  List<Id> columns;  ///< of an index, a constraint: in order; 0 stands for an expression
  Id target = 0;     ///< the referenced table, the trigger's function, the constraint's index
  List<Id> parents;  ///< what a table inherits from or is a partition of
  std::string body;  ///< of a function, where its statements can be read
  bool temporary = false;
  bool assumed = false;   ///< named by a script, never seen created: attributes are not known
  bool possible = false;  ///< its name follows from a statement; whether it exists does not
  friend bool operator==(const Object&, const Object&) = default;

  bool has(const std::string& attribute) const { return attributes.count(attribute) != 0; }
  std::string text(const std::string& attribute) const {
    const auto found = attributes.find(attribute);
    return found == attributes.end() || found->second.empty() ? "" : found->second.front().text;
  }
  void set(const std::string& attribute, std::string text) {
    attributes[attribute] = {{std::move(text), 0}};
  }
  /// Where the state before is not known, that an attribute is gone is a change by itself.
  void clear(const std::string& attribute) {
    if (assumed) {
      attributes[attribute] = {};
    } else {
      attributes.erase(attribute);
    }
  }
};

bool is_relation(ObjectKind kind);
bool is_table_like(ObjectKind kind);  ///< holds rows: table, foreign table, materialised view
bool is_type(ObjectKind kind);
bool is_routine(ObjectKind kind);

}  // namespace mig::catalog
