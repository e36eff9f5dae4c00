#include "mig/postgres/gathering.hpp"

#include <algorithm>
#include <numeric>

#include "mig/digest/sha256.hpp"

namespace mig::postgres {

Place Gathering::add(ObjectKind kind, std::string name, const SystemId& id) {
  contract::BaselineObject object;
  object.kind = effect::name_of(kind);
  object.name = std::move(name);
  objects_.push_back(std::move(object));
  kinds_.push_back(kind);
  needs_.emplace_back();
  const Place place = objects_.size() - 1;
  places_.emplace(id, place);
  return place;
}

void Gathering::stands_for(const SystemId& part, Place object) {
  places_.emplace(part, object);
}

std::optional<Place> Gathering::find(const SystemId& id) const {
  if (const auto found = places_.find(id); found != places_.end()) return found->second;
  const auto member = members_.find({id.catalog, id.number, 0});
  if (member != members_.end()) return member->second;
  return std::nullopt;
}

bool Gathering::is_of_extension(const SystemId& id) const {
  return members_.contains({id.catalog, id.number, 0});
}

void Gathering::of_extension(const SystemId& member, Place extension) {
  members_.emplace(member, extension);
}

void Gathering::say(Place place, Attribute attribute, contract::AttributeValue value) {
  auto& attributes = objects_[place].attributes;
  if (!attributes) attributes.emplace();
  attributes->emplace_back(attribute, std::move(value));
}

Result<void> Gathering::say_digest(Place place, Attribute attribute, std::string_view text) {
  auto digest = digest::sha256_digest(text);
  if (!digest) return tl::unexpected(digest.error());
  say(place, attribute, std::move(*digest));
  return {};
}

Result<void> Gathering::say_rest(Place place, const Rest& rest) {
  if (rest.text().empty()) return {};
  return say_digest(place, Attribute::definition_digest, rest.text());
}

void Gathering::need(Place place, Place on) {
  if (place != on) needs_[place].push_back(on);
}

void Gathering::belongs_to(Place place, Place table) {
  const bool has_rows = kinds_[table] == ObjectKind::table ||
                        kinds_[table] == ObjectKind::foreign_table ||
                        kinds_[place] == ObjectKind::index;
  if (has_rows) objects_[place].table = objects_[table].name;
  tables_.emplace(place, table);
}

std::optional<Place> Gathering::table_of(Place place) const {
  const auto found = tables_.find(place);
  if (found != tables_.end()) return found->second;
  const bool is_table =
      kinds_[place] == ObjectKind::table || kinds_[place] == ObjectKind::foreign_table;
  return is_table ? std::optional(place) : std::nullopt;
}

std::string Gathering::type_name(std::uint32_t type, std::string_view written) const {
  if (written.find('"') == written.npos) return std::string(written);
  const auto known = types_.find(type);
  if (known == types_.end()) {
    std::string plain(written);
    std::erase(plain, '"');
    return plain;
  }
  const auto close = written.rfind('"');
  const auto modifier = written.find('(', close);
  return known->second +
         (modifier == written.npos
              ? std::string()
              : std::string(written.substr(modifier, written.find(')') - modifier + 1)));
}

void Gathering::know_column(std::uint32_t relation, std::int32_t number, std::string name) {
  auto& names = columns_[relation];
  const auto at = static_cast<std::size_t>(number);
  if (names.size() <= at) names.resize(at + 1);
  names[at] = std::move(name);
}

const std::string& Gathering::column_name(std::uint32_t relation, std::int32_t number) const {
  static const std::string expression = "(expression)";
  const auto names = columns_.find(relation);
  const auto at = static_cast<std::size_t>(number);
  return number > 0 && names != columns_.end() && at < names->second.size() ? names->second[at]
                                                                            : expression;
}

std::vector<contract::BaselineObject> Gathering::finish() {
  for (Place place = 0; place < objects_.size(); ++place) {
    auto& needs = needs_[place];
    std::sort(needs.begin(), needs.end());
    needs.erase(std::unique(needs.begin(), needs.end()), needs.end());
    auto& object = objects_[place];
    if (!needs.empty()) {
      object.depends_on.emplace();
      for (const Place on : needs) object.depends_on->push_back(objects_[on].label());
      std::sort(object.depends_on->begin(), object.depends_on->end());
      auto& labels = *object.depends_on;
      labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
    }
    if (object.attributes) {
      std::sort(object.attributes->begin(), object.attributes->end(),
                [](const auto& left, const auto& right) { return left.first < right.first; });
    }
  }
  std::sort(objects_.begin(), objects_.end(), [](const auto& left, const auto& right) {
    const int kinds = left.kind.compare(right.kind);
    return kinds != 0 ? kinds < 0 : left.name < right.name;
  });
  return std::move(objects_);
}

}  // namespace mig::postgres
