#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mig/contract/baseline.hpp"
#include "mig/effect/object.hpp"
#include "mig/postgres/connection.hpp"

namespace mig::postgres {

using contract::Attribute;
using effect::ObjectKind;

/// The system catalogs, by the numbers that pg_depend and pg_description use for them.
enum class SystemCatalog : std::uint32_t {
  relation = 1259,
  type = 1247,
  routine = 1255,
  constraint = 2606,
  column_default = 2604,
  rule = 2618,
  trigger = 2620,
  schema = 2615,
  extension = 3079,
  policy = 3256,
  collation = 3456,
  conversion = 2607,
  operator_ = 2617,
  operator_class = 2616,
  operator_family = 2753,
  statistics = 3381,
  ts_config = 3602,
  ts_dictionary = 3600,
  ts_parser = 3601,
  ts_template = 3764,
  cast = 2605,
  language = 2612,
  foreign_data_wrapper = 2328,
  server = 1417,
  event_trigger = 3466,
  publication = 6104,
  publication_relation = 6106,
  publication_schema = 6237,
  access_method = 2601,
  subscription = 6100,
  transform = 3576,
};

/// A row of a system catalog, or a column of a relation.
struct SystemId {
  SystemCatalog catalog = SystemCatalog::relation;
  std::uint32_t number = 0;
  std::int32_t part = 0;
  friend bool operator==(const SystemId&, const SystemId&) = default;
};

struct SystemIdHash {
  std::size_t operator()(const SystemId& id) const {
    const auto high = static_cast<std::uint64_t>(id.number) << 32U;
    const auto low = static_cast<std::uint64_t>(id.catalog) * 2048U;
    return std::hash<std::uint64_t>()(high ^ (low + static_cast<std::uint32_t>(id.part)));
  }
};

/// What stays of a definition beside the attributes that the format spells out. Only its digest is
/// kept.
class Rest {
 public:
  void say(std::string_view key, std::string_view value) {
    if (value.empty()) return;
    // With the length, so that no value can look like another key.
    text_ += key;
    text_ += ' ' + std::to_string(value.size()) + '\n';
    text_ += value;
    text_ += '\n';
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

/// The position of an object in the list.
using Place = std::size_t;

/// The inventory while it is being listed.
class Gathering {
 public:
  explicit Gathering(Connection& from) : connection(from) {}

  Connection& connection;
  int version = 0;  ///< of the server

  Place add(ObjectKind kind, std::string name, const SystemId& id);
  /// Another row that is nothing but a part of that object: the type of a table's rows.
  void stands_for(const SystemId& part, Place object);
  std::optional<Place> find(const SystemId& id) const;
  /// Whether it came with an extension, to which it is left.
  bool is_of_extension(const SystemId& id) const;
  void of_extension(const SystemId& member, Place extension);

  contract::BaselineObject& at(Place place) { return objects_[place]; }
  ObjectKind kind(Place place) const { return kinds_[place]; }
  std::size_t size() const { return objects_.size(); }
  const std::string& name(Place place) const { return objects_[place].name; }
  void say(Place place, Attribute attribute, contract::AttributeValue value);
  Result<void> say_digest(Place place, Attribute attribute, std::string_view text);
  Result<void> say_rest(Place place, const Rest& rest);
  void need(Place place, Place on);
  void belongs_to(Place place, Place table);
  std::optional<Place> table_of(Place place) const;

  /// A type as the server writes it, without the quotes that its names may need.
  std::string type_name(std::uint32_t type, std::string_view written) const;
  void know_type(std::uint32_t type, std::string name) { types_[type] = std::move(name); }

  void know_column(std::uint32_t relation, std::int32_t number, std::string name);
  const std::string& column_name(std::uint32_t relation, std::int32_t number) const;
  /// The types that a routine is called with, which is how a comment names it.
  void know_call(Place routine, std::string types) { calls_[routine] = std::move(types); }
  const std::string& call(Place routine) const { return calls_.at(routine); }

  /// All objects, sorted, with what they need.
  std::vector<contract::BaselineObject> finish();

 private:
  std::vector<contract::BaselineObject> objects_;
  std::vector<ObjectKind> kinds_;
  std::vector<std::vector<Place>> needs_;
  std::unordered_map<SystemId, Place, SystemIdHash> places_;
  std::unordered_map<SystemId, Place, SystemIdHash> members_;
  std::unordered_map<Place, Place> tables_;
  std::unordered_map<std::uint32_t, std::string> types_;
  std::unordered_map<std::uint32_t, std::vector<std::string>> columns_;
  std::unordered_map<Place, std::string> calls_;
};

}  // namespace mig::postgres
