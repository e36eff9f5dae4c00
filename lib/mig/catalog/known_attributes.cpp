#include "mig/catalog/known_attributes.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>

namespace mig::catalog {
namespace {

using contract::Attribute;
using contract::AttributeValue;

/// Writes down the attributes of one object.
class Description {
 public:
  Description(const Catalog& catalog, Id id)
      : catalog_(catalog), object_(catalog.at(id)), id_(id) {}

  std::vector<std::pair<Attribute, AttributeValue>> run() {
    switch (object_.kind) {
      case ObjectKind::column:
        column();
        break;
      case ObjectKind::constraint:
        constraint();
        break;
      case ObjectKind::index:
        index();
        break;
      case ObjectKind::table:
      case ObjectKind::foreign_table:
        table();
        break;
      case ObjectKind::sequence:
        sequence();
        break;
      case ObjectKind::enumeration:
        enumeration();
        break;
      case ObjectKind::domain:
        domain();
        break;
      case ObjectKind::trigger:
        trigger();
        break;
      default:
        break;
    }
    std::sort(found_.begin(), found_.end(),
              [](const auto& left, const auto& right) { return left.first < right.first; });
    return std::move(found_);
  }

 private:
  void say(Attribute attribute, AttributeValue value) {
    found_.emplace_back(attribute, std::move(value));
  }

  std::string rendered(const std::string& key) const {
    const auto found = object_.attributes.find(key);
    return found == object_.attributes.end() ? std::string() : catalog_.render(found->second);
  }

  std::vector<std::string> names_in(const std::string& key) const {
    std::vector<std::string> names;
    const auto found = object_.attributes.find(key);
    if (found == object_.attributes.end()) return names;
    for (const auto& part : found->second) {
      if (part.named != 0 && catalog_.alive(part.named))
        names.push_back(catalog_.at(part.named).name);
    }
    return names;
  }

  void column() {
    // Of a column of CREATE TABLE AS the type is not known.
    if (const auto type = rendered("type"); !type.empty() && type != "unknown")
      say(Attribute::type, type);
    say(Attribute::nullable, !object_.has("not_null"));
    if (const auto identity = object_.text("identity"); !identity.empty())
      say(Attribute::identity, std::string(identity == "a" ? "always" : "by_default"));
  }

  void domain() {
    if (const auto type = rendered("type"); !type.empty()) say(Attribute::type, type);
    say(Attribute::nullable, !object_.has("not_null"));
  }

  void foreign_key() {
    if (object_.target != 0 && catalog_.alive(object_.target))
      say(Attribute::target, effect::to_string(catalog_.name(object_.target)));
    if (object_.has("keys")) say(Attribute::target_columns, names_in("keys"));
    const auto actions = object_.text("actions");
    if (actions.size() < 2) return;
    say(Attribute::on_update, action(actions[0]));
    if (actions[1] != '?') say(Attribute::on_delete, action(actions[1]));
  }

  static std::string action(char letter) {
    switch (letter) {
      case 'r':
        return "restrict";
      case 'c':
        return "cascade";
      case 'n':
        return "set_null";
      case 'd':
        return "set_default";
      default:
        return "no_action";
    }
  }

  void constraint() {
    const auto type = object_.text(".type");
    if (type == "CONSTR_PRIMARY") say(Attribute::constraint_type, std::string("primary_key"));
    if (type == "CONSTR_UNIQUE") say(Attribute::constraint_type, std::string("unique"));
    if (type == "CONSTR_FOREIGN") say(Attribute::constraint_type, std::string("foreign_key"));
    if (type == "CONSTR_CHECK") say(Attribute::constraint_type, std::string("check"));
    if (type == "CONSTR_EXCLUSION") say(Attribute::constraint_type, std::string("exclusion"));
    if (type == "CONSTR_TRIGGER") say(Attribute::constraint_type, std::string("trigger"));
    if (type == "CONSTR_FOREIGN") foreign_key();
    if (type == "CONSTR_PRIMARY" || type == "CONSTR_UNIQUE" || type == "CONSTR_FOREIGN")
      say(Attribute::columns, names_in("columns"));
    if (type == "CONSTR_FOREIGN" || type == "CONSTR_CHECK")
      say(Attribute::validated, object_.text("valid") != "false");
  }

  void index() {
    // What an exclusion constraint covers is an expression to the simulation.
    if (object_.text("unique") == "exclude") return;
    std::vector<std::string> columns;
    for (const Id column : object_.columns)
      columns.push_back(column == 0 || !catalog_.alive(column) ? "(expression)"
                                                               : catalog_.at(column).name);
    say(Attribute::columns, columns);
    say(Attribute::unique, object_.has("unique"));
    say(Attribute::method, object_.has("method") ? object_.text("method") : std::string("btree"));
  }

  void table() {
    std::vector<std::string> columns;
    for (const Id column : catalog_.children(id_, ObjectKind::column))
      columns.push_back(catalog_.at(column).name);
    say(Attribute::columns, columns);
    say(Attribute::persistence,
        std::string(object_.text("persistence") == "unlogged" ? "unlogged" : "permanent"));
    say(Attribute::row_security, object_.text("row_security") == "true");
    say(Attribute::partitioned, object_.has("partition_key"));
    if (object_.parents.size() == 1 && catalog_.alive(object_.parents[0]))
      say(Attribute::target, effect::to_string(catalog_.name(object_.parents[0])));
  }

  void sequence() {
    if (const auto type = object_.text("type"); !type.empty()) say(Attribute::type, type);
    if (object_.parent != 0 && catalog_.alive(object_.parent))
      say(Attribute::owned_by, effect::to_string(catalog_.name(object_.parent)));
  }

  void enumeration() {
    std::vector<std::string> labels;
    std::string_view rest = object_.attributes.count("values") != 0
                                ? std::string_view(object_.attributes.at("values").front().text)
                                : std::string_view();
    for (auto end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
      labels.emplace_back(rest.substr(0, end));
      rest.remove_prefix(end + 1);
    }
    say(Attribute::labels, labels);
  }

  void trigger() {
    const auto text = object_.text("timing");
    const auto blank = text.find(' ');
    int events = 0;
    if (blank != std::string::npos)
      std::from_chars(text.data() + blank + 1, text.data() + text.size(), events);
    const auto timing = text.substr(0, blank);
    say(Attribute::timing, std::string(timing == "2"    ? "before"
                                       : timing == "64" ? "instead_of"
                                                        : "after"));
    std::vector<std::string> names;
    if ((events & 8) != 0) names.emplace_back("delete");
    if ((events & 4) != 0) names.emplace_back("insert");
    if ((events & 32) != 0) names.emplace_back("truncate");
    if ((events & 16) != 0) names.emplace_back("update");
    say(Attribute::events, names);
    say(Attribute::enabled, !object_.has("enabled"));
    if (object_.target != 0 && catalog_.alive(object_.target))
      say(Attribute::function, effect::to_string(catalog_.name(object_.target)));
  }

  const Catalog& catalog_;
  const Object& object_;
  Id id_;
  std::vector<std::pair<Attribute, AttributeValue>> found_;
};

}  // namespace

std::vector<std::pair<Attribute, AttributeValue>> known_attributes(const Catalog& catalog, Id id) {
  if (!catalog.alive(id) || catalog.at(id).assumed) return {};
  return Description(catalog, id).run();
}

}  // namespace mig::catalog
