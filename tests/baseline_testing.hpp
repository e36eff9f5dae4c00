#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "mig/catalog/catalog.hpp"
#include "mig/catalog/known_attributes.hpp"
#include "mig/contract/baseline.hpp"
#include "mig/digest/sha256.hpp"

namespace mig::test {

/// What a capture of this catalog would list: the attributes that baseline.v1 spells out, and a
/// digest of everything else.
class Capture {
 public:
  explicit Capture(const catalog::Catalog& catalog) : catalog_(catalog) {}

  contract::Baseline run() {
    contract::Baseline baseline;
    baseline.protected_domains = {{}, {}, {}, {}, {}};
    for (catalog::Id id = 1; id < catalog_.size(); ++id) {
      if (!catalog_.alive(id) || is_hidden(id)) continue;
      baseline.objects.push_back(object(id));
    }
    std::sort(baseline.objects.begin(), baseline.objects.end(),
              [](const auto& left, const auto& right) { return left.label() < right.label(); });
    return baseline;
  }

 private:
  using Kind = effect::ObjectKind;

  bool is_hidden(catalog::Id id) const {
    const auto& object = catalog_.at(id);
    return object.temporary || object.has(".hidden") ||
           (object.kind == Kind::schema && object.name.starts_with("pg_")) ||
           object.schema == catalog_.system_schema();
  }

  contract::BaselineObject object(catalog::Id id) {
    const auto& from = catalog_.at(id);
    contract::BaselineObject made;
    made.kind = effect::name_of(from.kind);
    made.name = catalog_.identity(id);
    const auto table = catalog_.owning_table(id);
    if (from.kind != Kind::table && !table.empty()) made.table = table;
    if (from.kind == Kind::index && table.empty()) made.table = catalog_.identity(from.parent);
    made.depends_on.emplace();
    for (const auto& need : from.needs) {
      if (!catalog_.alive(need.on)) continue;
      const auto label = effect::to_string(catalog_.name(need.on));
      if (std::find(made.depends_on->begin(), made.depends_on->end(), label) ==
          made.depends_on->end())
        made.depends_on->push_back(label);
    }
    std::sort(made.depends_on->begin(), made.depends_on->end());
    made.attributes = catalog::known_attributes(catalog_, id);
    add_rest(from, made);
    std::sort(made.attributes->begin(), made.attributes->end());
    return made;
  }

  void add_rest(const catalog::Object& from, contract::BaselineObject& made) {
    using contract::Attribute;
    auto& attributes = *made.attributes;
    if (from.has("default")) digest(Attribute::default_digest, from, {"default"}, attributes);
    if (from.has("generated")) digest(Attribute::default_digest, from, {"generated"}, attributes);
    if (from.kind == Kind::view || from.kind == Kind::matview) {
      std::vector<std::string> names;
      for (catalog::Id id = 1; id < catalog_.size(); ++id) {
        if (catalog_.alive(id) && catalog_.at(id).kind == Kind::column &&
            &catalog_.at(catalog_.at(id).parent) == &from)
          names.push_back(catalog_.at(id).name);
      }
      attributes.emplace_back(Attribute::columns, names);
    }
    if (from.kind == Kind::constraint && from.has("check")) {
      std::vector<std::string> names;
      for (const auto id : from.columns) names.push_back(catalog_.at(id).name);
      attributes.emplace_back(Attribute::columns, names);
    }
    if (from.kind == Kind::policy) {
      const auto command = from.text("command");
      attributes.emplace_back(Attribute::command, command.substr(0, command.find(' ')));
      attributes.emplace_back(Attribute::permissive, command.ends_with(" permissive"));
    }
    if (from.has("option language"))
      attributes.emplace_back(Attribute::language, from.text("option language"));
    if (from.has("returns"))
      attributes.emplace_back(Attribute::returns, catalog_.render(from.attributes.at("returns")));
    digest(Attribute::definition_digest, from,
           {"query", "check", "definition", "expression", "where", "order", "text", "actions ",
            "qual", "with_check", "roles", "when", "constraints", "body", "event", "kinds",
            "option language", "including", "parameters"},
           attributes);
  }

  void digest(contract::Attribute attribute, const catalog::Object& from,
              const std::vector<std::string>& keys,
              std::vector<std::pair<contract::Attribute, contract::AttributeValue>>& attributes) {
    std::string text;
    for (const auto& key : keys) {
      const auto found = from.attributes.find(key);
      if (found != from.attributes.end()) text += key + '=' + catalog_.render(found->second) + '\n';
    }
    text += from.body;
    if (!text.empty()) attributes.emplace_back(attribute, *digest::sha256_digest(text));
  }

  const catalog::Catalog& catalog_;
};

inline contract::Baseline captured(const catalog::Catalog& catalog) {
  return Capture(catalog).run();
}

}  // namespace mig::test
