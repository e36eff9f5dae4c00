// The keywords that look at the kinds of value: numbers, strings, arrays, objects.
#include <fmt/format.h>

#include "mig/base/counted.hpp"
#include "mig/schema/validator.hpp"
#include "mig/schema/value_order.hpp"
#include "mig/schema/wording.hpp"

namespace mig::schema {

using document::LocatedValue;
using document::Member;

namespace {

// Below so many bytes no text reaches that many characters.
bool too_long(std::string_view text, std::size_t limit) {
  return text.size() > limit && length_of(text) > limit;
}

bool too_short(std::string_view text, std::size_t limit) {
  return text.size() < limit || (limit > 0 && length_of(text) < limit);
}

// `"x" has 3 entries; at most 2 are allowed`
std::string too_many(std::size_t size, std::size_t limit, std::string_view one,
                     std::string_view many) {
  return fmt::format("has {}; at most {} {} allowed", counted(size, one, many), limit,
                     limit == 1 ? "is" : "are");
}

std::string too_few(std::size_t size, std::size_t limit, std::string_view one,
                    std::string_view many) {
  const std::string_view verb = limit == 1 ? "is" : "are";
  if (size == 0)
    return fmt::format("is empty; at least {} {} required", counted(limit, one, many), verb);
  return fmt::format("has {}; at least {} {} required", counted(size, one, many), limit, verb);
}

Found at_head(Found found, const Subject& subject) {
  found.violation.span = head_of(subject.value, subject.place);
  return found;
}

}  // namespace

bool Validator::check_number(const Subject& subject, Sink* sink) {
  const NumberRules& rules = *subject.node.number;
  bool fits = true;
  const auto demand = [&](bool holds, const std::optional<LocatedValue>& bound,
                          std::string_view keyword, std::string_view words) {
    if (holds) return;
    fits = false;
    if (sink != nullptr) {
      sink->add(
          invalid_value(subject, keyword, fmt::format("it must be {} {}", words, show(*bound))));
    }
  };
  const auto against = [&](const LocatedValue& bound) {
    return compare_numbers(subject.value, bound);
  };
  // Written so that a NaN, which compares as nothing, does not fit.
  if (rules.maximum) demand(against(*rules.maximum) <= 0, rules.maximum, "maximum", "at most");
  if (rules.minimum) demand(against(*rules.minimum) >= 0, rules.minimum, "minimum", "at least");
  if (rules.exclusive_maximum) {
    demand(against(*rules.exclusive_maximum) < 0, rules.exclusive_maximum, "exclusiveMaximum",
           "less than");
  }
  if (rules.exclusive_minimum) {
    demand(against(*rules.exclusive_minimum) > 0, rules.exclusive_minimum, "exclusiveMinimum",
           "more than");
  }
  if (rules.multiple_of) {
    demand(is_multiple(subject.value, *rules.multiple_of), rules.multiple_of, "multipleOf",
           "a multiple of");
  }
  return fits;
}

bool Validator::check_string(const Subject& subject, std::string_view text, Sink* sink) {
  const StringRules& rules = *subject.node.string;
  if (too_short(text, rules.min_length)) {
    if (sink != nullptr) {
      sink->add(invalid(subject, "minLength",
                        too_few(length_of(text), rules.min_length, "character", "characters")));
    }
    return false;
  }
  if (too_long(text, rules.max_length)) {
    if (sink != nullptr) {
      sink->add(invalid(subject, "maxLength",
                        too_many(length_of(text), rules.max_length, "character", "characters")));
    }
    return false;
  }
  if (!rules.pattern || rules.pattern->pattern.search(text)) return true;
  if (sink != nullptr) {
    sink->add(invalid_value(subject, "pattern",
                            "it does not match the pattern " + rules.pattern->source));
  }
  return false;
}

bool Validator::check_array(const Subject& subject, const document::Array& entries, Sink* sink) {
  const ArrayRules& rules = *subject.node.array;
  if (!spend(entries.size())) return false;
  bool fits = true;
  if (entries.size() < rules.min_items) {
    if (sink == nullptr) return false;
    fits = false;
    sink->add(at_head(
        invalid(subject, "minItems", too_few(entries.size(), rules.min_items, "entry", "entries")),
        subject));
  }
  if (entries.size() > rules.max_items) {
    if (sink == nullptr) return false;
    fits = false;
    sink->add(at_head(
        invalid(subject, "maxItems", too_many(entries.size(), rules.max_items, "entry", "entries")),
        subject));
  }
  Duplicate duplicate;
  if (rules.unique && find_duplicate(entries, duplicate)) {
    if (sink == nullptr) return false;
    fits = false;
    const Place place = Place::of_entry(subject.place, duplicate.second);
    const LocatedValue& entry = entries[duplicate.second];
    const Place earlier = Place::of_entry(subject.place, duplicate.first);
    sink->add(invalid_value({program_, subject.node, entry, place}, "uniqueItems",
                            fmt::format("{} is the same", quote(path_of(earlier), 200))));
  }
  if (!check_entries(subject, entries, sink)) fits = false;
  if (!fits && sink == nullptr) return false;
  return check_contains(subject, entries, sink) && fits;
}

bool Validator::check_entries(const Subject& subject, const document::Array& entries, Sink* sink) {
  const ArrayRules& rules = *subject.node.array;
  if (rules.items == kNoNode && !rules.is_tuple) return true;
  bool fits = true;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const bool beyond = rules.is_tuple && i >= rules.tuple.size();
    const NodeId tail = rules.is_tuple ? rules.additional : rules.items;
    const NodeId id = rules.is_tuple && !beyond ? rules.tuple[i] : tail;
    if (id == kNoNode) break;
    if (beyond && sink != nullptr && program_.at(id).refuses_all) {
      const Place place = Place::of_entry(subject.place, i);
      sink->add(
          invalid_value({program_, subject.node, entries[i], place}, "additionalItems",
                        fmt::format("at most {} allowed", counted(i, "entry is", "entries are"))));
      return false;
    }
    if (check(id, entries[i], Place::of_entry(subject.place, i), sink)) continue;
    if (sink == nullptr) return false;
    fits = false;
  }
  return fits;
}

bool Validator::check_contains(const Subject& subject, const document::Array& entries, Sink* sink) {
  const NodeId id = subject.node.array->contains;
  if (id == kNoNode) return true;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (check(id, entries[i], Place::of_entry(subject.place, i), nullptr)) return true;
  }
  if (sink == nullptr) return false;
  const Node& wanted = program_.at(id);
  std::string predicate = "has no entry of the kind that is required";
  if (wanted.constant) predicate = "has no entry " + show(*wanted.constant);
  if (!wanted.title.empty()) predicate += ": " + wanted.title;
  sink->add(at_head(invalid(subject, "contains", predicate), subject));
  return false;
}

bool Validator::check_object(const Subject& subject, const document::Object& members, Sink* sink) {
  const ObjectRules& rules = *subject.node.object;
  if (!spend(members.size() * (1 + rules.patterns.size()))) return false;
  bool fits = true;
  if (members.size() < rules.min_properties) {
    if (sink == nullptr) return false;
    fits = false;
    Found found = invalid(subject, "minProperties",
                          too_few(members.size(), rules.min_properties, "field", "fields"));
    found.violation.kind = ViolationKind::missing_field;
    sink->add(at_head(std::move(found), subject));
  }
  if (members.size() > rules.max_properties) {
    if (sink == nullptr) return false;
    fits = false;
    sink->add(at_head(invalid(subject, "maxProperties",
                              too_many(members.size(), rules.max_properties, "field", "fields")),
                      subject));
  }
  std::uint64_t required_seen = 0;
  for (const Member& member : members) {
    if (check_member(subject, member, required_seen, sink)) continue;
    if (sink == nullptr) return false;
    fits = false;
  }
  if (!check_required(subject, required_seen, sink)) fits = false;
  if (!fits && sink == nullptr) return false;
  return (rules.dependencies.empty() || check_dependencies(subject, sink)) && fits;
}

bool Validator::check_member(const Subject& subject, const Member& member,
                             std::uint64_t& required_seen, Sink* sink) {
  const ObjectRules& rules = *subject.node.object;
  const Place place = Place::of_member(subject.place, member);
  bool fits = true;
  bool covered = false;
  if (const Property* property = rules.find(member.key)) {
    required_seen |= property->required_bit;
    if (property->schema != kNoNode) {
      covered = true;
      fits = check(property->schema, member.value, place, sink);
    }
  }
  for (const PatternProperty& entry : rules.patterns) {
    if (!entry.expression.pattern.search(member.key)) continue;
    covered = true;
    if (!check(entry.schema, member.value, place, sink)) fits = false;
  }
  if (!covered && rules.additional != kNoNode) {
    if (program_.at(rules.additional).refuses_all) {
      if (sink != nullptr) sink->add(unknown_key(subject, member));
      fits = false;
    } else if (!check(rules.additional, member.value, place, sink)) {
      fits = false;
    }
  }
  if (rules.names != kNoNode && !check_key(subject, member, sink)) fits = false;
  return fits;
}

bool Validator::check_key(const Subject& subject, const Member& member, Sink* sink) {
  const LocatedValue key(member.key_span, member.key);
  Sink causes(1);
  const Place place = Place::of_member(subject.place, member);
  if (check(subject.node.object->names, key, place, sink == nullptr ? nullptr : &causes)) {
    return true;
  }
  if (sink != nullptr && !causes.found().empty()) {
    sink->add(bad_key(subject, member, causes.found().front()));
  }
  return false;
}

bool Validator::check_required(const Subject& subject, std::uint64_t required_seen, Sink* sink) {
  constexpr std::size_t kBits = 64;
  const ObjectRules& rules = *subject.node.object;
  if (required_seen == rules.required_mask && rules.required.size() <= kBits) return true;
  bool fits = true;
  for (const std::string& name : rules.required) {
    if (subject.value.find(name) != nullptr) continue;
    if (sink == nullptr) return false;
    fits = false;
    sink->add(missing_field(subject, name, "required"));
  }
  return fits;
}

bool Validator::check_dependencies(const Subject& subject, Sink* sink) {
  bool fits = true;
  for (const Dependency& dependency : subject.node.object->dependencies) {
    if (subject.value.find(dependency.key) == nullptr) continue;
    for (const std::string& name : dependency.required) {
      if (subject.value.find(name) != nullptr) continue;
      if (sink == nullptr) return false;
      fits = false;
      sink->add(missing_field(subject, name, "dependencies", dependency.key));
    }
    if (dependency.schema == kNoNode) continue;
    if (check(dependency.schema, subject.value, subject.place, sink)) continue;
    if (sink == nullptr) return false;
    fits = false;
  }
  return fits;
}

}  // namespace mig::schema
