#include "mig/rules/scope/breaches.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "mig/rules/runs.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules {
namespace {

using effect::Operation;

constexpr std::size_t kEntriesShown = 5;

void add_object_breaches(const ScopeBounds& bounds, const bundle::ScriptChange& script,
                         std::vector<ObjectBreach>& found) {
  std::unordered_map<std::string, std::optional<Breach>> judged;
  std::unordered_map<std::string, std::size_t> places;
  for (const auto& effect : script.effects) {
    const bool is_setting = effect.operation == Operation::set;
    if (!is_lasting(effect) && !is_setting) continue;
    const auto object = to_string(effect.object);
    auto known = judged.find(object);
    if (known == judged.end()) {
      known = judged.emplace(object, bounds.breach_of(effect.object, effect.table)).first;
    }
    if (!known->second || (is_setting && !known->second->is_forbidden)) continue;
    auto subject = subject_of(effect.object, effect.table);
    const auto [place, is_new] =
        places.emplace(subject.text() + (known->second->is_forbidden ? "!" : ""), found.size());
    if (is_new) {
      found.push_back({&script, &effect, std::move(subject), *known->second, 0});
    } else {
      auto& first = found[place->second];
      ++first.more;
      // Of what one statement does, the object itself says more than its parts.
      if (effect.span == first.effect->span && object == first.subject.text()) {
        first.effect = &effect;
      }
    }
  }
}

void add_operation_breaches(const ScopeBounds& bounds, const bundle::ScriptChange& script,
                            std::vector<OperationBreach>& found) {
  std::map<Operation, std::size_t> places;
  for (const auto& effect : script.effects) {
    // A setting of the session changes nothing that lasts: it is held against what is forbidden
    // alone.
    const bool is_setting = effect.operation == Operation::set;
    if (!is_lasting(effect) && !is_setting) continue;
    const auto known = places.find(effect.operation);
    if (known != places.end()) {
      ++found[known->second].more;
      continue;
    }
    auto breach = bounds.breach_of(effect.operation);
    if (!breach || (is_setting && !breach->is_forbidden)) continue;
    places.emplace(effect.operation, found.size());
    found.push_back({&script, &effect, std::move(*breach), 0});
  }
}

}  // namespace

bool is_lasting(const effect::Effect& effect) {
  if (effect.traits.temporary || is_opaque(effect.operation)) return false;
  // What perhaps goes along with something is that one's affair; what a statement itself names with
  // IF EXISTS is meant to go where it is there.
  const bool goes_along =
      effect.traits.consequence || effect.object.kind == effect::ObjectKind::comment;
  if (effect.traits.possible && goes_along) return false;
  // A foreign key locks the table that it refers to; only LOCK TABLE means to.
  if (effect.operation == Operation::lock) return !effect.traits.consequence;
  return effect.operation != Operation::set;
}

bool has_readable_scope(const bundle::BundleFacts& bundle) {
  const auto* document = bundle.declaration_document();
  return document != nullptr && bundle.declaration.scope_span.has_value() &&
         !is_misshapen(*document, "scope");
}

std::vector<ObjectBreach> object_breaches(const bundle::BundleFacts& bundle,
                                          const bundle::ChangeFacts& change) {
  std::vector<ObjectBreach> found;
  if (!has_readable_scope(bundle)) return found;
  const ScopeBounds bounds(bundle.declaration);
  for (const auto& script : change.scripts) add_object_breaches(bounds, script, found);
  return found;
}

std::vector<ObservedBreach> observed_breaches(const bundle::BundleFacts& bundle,
                                              const bundle::ChangeFacts& change) {
  std::vector<ObservedBreach> found;
  if (change.runs.empty() || !has_readable_scope(bundle)) return found;
  std::set<std::string> told;
  for (const auto& breach : object_breaches(bundle, change)) told.insert(breach.subject.text());
  const ScopeBounds bounds(bundle.declaration);
  std::map<std::string, std::size_t> places;
  for_each_observed(
      change, [&](const bundle::RunChange& run, const delta::ObservedChange& observed) {
        const auto object = observed.object();
        auto breach = bounds.breach_of(object, observed.table);
        if (!breach) return;
        auto subject = subject_of(object, observed.table);
        const auto text = subject.text();
        if (told.contains(text)) return;
        auto place = place_of(run, observed);
        const auto [known, is_new] = places.emplace(place.location.path + text, found.size());
        if (!is_new) {
          ++found[known->second].more;
          return;
        }
        found.push_back(
            {std::move(place), object, observed.change, std::move(subject), std::move(*breach), 0});
      });
  return found;
}

std::vector<OperationBreach> operation_breaches(const bundle::BundleFacts& bundle,
                                                const bundle::ChangeFacts& change) {
  std::vector<OperationBreach> found;
  if (!has_readable_scope(bundle)) return found;
  const ScopeBounds bounds(bundle.declaration);
  for (const auto& script : change.scripts) add_operation_breaches(bounds, script, found);
  return found;
}

std::string what_happened(const effect::ObjectName& object, catalog::Change change) {
  return fmt::format("{} was {}", to_string(object), name_of(change));
}

std::string what_happens(const effect::Effect& effect) {
  return fmt::format("{} of {}", name_of(effect.operation), to_string(effect.object));
}

std::string and_more(std::size_t more) {
  if (more == 0) return {};
  return more == 1 ? " and once more" : fmt::format(" and {} more times", more);
}

std::string what_is_named(const Breach& breach) {
  if (breach.list == nullptr) return fmt::format("there is no `{}`", breach.missing_from);
  const auto& entries = breach.list->entries;
  std::string names;
  for (std::size_t i = 0; i < std::min(entries.size(), kEntriesShown); ++i) {
    names += (i == 0 ? "" : ", ") + entries[i].value;
  }
  if (entries.size() > kEntriesShown)
    names += fmt::format(" and {} more", entries.size() - kEntriesShown);
  return fmt::format("`{}` names {}", breach.list->key, names.empty() ? "nothing" : names);
}

void relate_breach(Finding& finding, const bundle::BundleFacts& bundle, const Breach& breach) {
  const auto& source = *bundle.declaration_document()->source;
  if (breach.entry != nullptr) {
    relate(finding, quote(source, breach.entry->span), "forbidden here");
  } else if (breach.list != nullptr) {
    relate(finding, quote(source, breach.list->key_span), "what is allowed is declared here");
  } else if (bundle.declaration.scope_span) {
    relate(finding, quote(source, *bundle.declaration.scope_span), "the scope is declared here");
  }
}

}  // namespace mig::rules
