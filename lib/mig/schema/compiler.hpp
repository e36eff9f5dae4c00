#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mig/schema/program.hpp"
#include "mig/schema/registry.hpp"

namespace mig::schema {

/// Turns schema documents into a Program. Keeps the first fault and goes on; a program is only
/// handed out when there was none.
class Compiler {
 public:
  explicit Compiler(const Registry& registry) : registry_(registry) {}

  Result<Program> compile(const SchemaPlace& root);

  /// The schema at that place; compiled at most once.
  NodeId node_for(const SchemaPlace& place);
  /// The same for a place below `parent`.
  NodeId child(const document::LocatedValue& value, const SchemaPlace& parent,
               std::string_view token);
  std::vector<NodeId> children(const document::LocatedValue& value, const SchemaPlace& parent);

  void fail(const SchemaPlace& place, std::string_view what);

 private:
  void fill(NodeId id, SchemaPlace place);
  void link_references();
  void refuse_endless_references();

  struct PendingReference {
    NodeId from;
    Reference target;
    SchemaPlace place;
  };

  const Registry& registry_;
  std::deque<Node> nodes_;  // references to nodes survive growth
  std::unordered_map<const document::LocatedValue*, NodeId> compiled_;
  std::vector<PendingReference> pending_;
  std::optional<Error> fault_;
};

/// Reads one keyword into `node`; unknown keywords are ignored, as the standard asks. `place` is
/// that of the keyword's value.
void read_keyword(Compiler& compiler, Node& node, std::string_view keyword,
                  const document::LocatedValue& value, const SchemaPlace& place);

/// Brings the rules for objects into the form that lookups need.
void finish_object_rules(ObjectRules& rules);

}  // namespace mig::schema
