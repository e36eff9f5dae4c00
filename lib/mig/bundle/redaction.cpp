#include "mig/bundle/redaction.hpp"

#include <algorithm>
#include <functional>

#include "mig/bundle/masked_source.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/secrets/value.hpp"

namespace mig::bundle {
namespace {

/// Shorter values stand in too many words to be told apart from them.
constexpr std::size_t kShortestValue = 4;
/// What every room puts behind the front of a text that is too long to be quoted.
constexpr std::string_view kCut = "...";

std::string_view without_margin(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// Of most bundles rules repeat ids and types, which hold no value: their files are not searched.
bool tells_only_names(const BundleSummary& bundle) {
  const auto& parents = bundle.depends_on;
  return pattern::parse_migration_id(bundle.id) &&
         std::all_of(bundle.type.begin(), bundle.type.end(),
                     [](char letter) { return letter >= 'a' && letter <= 'z'; }) &&
         std::all_of(parents.begin(), parents.end(), [](const auto& parent) {
           return pattern::parse_migration_id(parent.id).has_value();
         });
}

/// Null when nothing of it was read.
const SourceText* declaration_of(const BundleSummary& bundle) {
  if (bundle.id_place) return bundle.id_place->source.get();
  if (bundle.type_place) return bundle.type_place->source.get();
  return bundle.depends_on.empty() ? nullptr : bundle.depends_on.front().place.source.get();
}

}  // namespace

// Databases fold the case of names: what was written as a name may come back in small letters.
void Redactor::add_value(std::string_view value) {
  add_as_it_is(without_margin(value));
  add_as_it_is(secrets::lowered(without_margin(value)));
}

void Redactor::add_as_it_is(std::string_view value) {
  if (value.size() < kShortestValue || !values_.emplace(value).second) return;
  auto& sizes = sizes_[std::string(value.substr(0, kShortestValue))];
  const auto at = std::lower_bound(sizes.begin(), sizes.end(), value.size(), std::greater<>());
  if (at == sizes.end() || *at != value.size()) sizes.insert(at, value.size());
}

void Redactor::add_text(std::string_view path, std::string_view bytes) {
  for (const auto& value : masking_of(bytes, secrets::scan(path, bytes)).values) {
    add_value(value);
  }
}

void Redactor::add(const SourceText& source) {
  for (const auto& value : source.hidden_values()) add_value(value);
}

void Redactor::add(const BundleFacts& bundle) {
  for (const auto& document : bundle.documents) {
    if (document.source) add(*document.source);
  }
  for (const auto& script : bundle.scripts) {
    if (script.source) add(*script.source);
  }
  if (bundle.notes && bundle.notes->document.source) add(*bundle.notes->document.source);
  for (const auto& signature : bundle.approval_signatures) {
    if (signature && signature->payload) add(*signature->payload->source);
  }
}

void Redactor::add(const ChangeFacts& change) {
  for (const auto& run : change.runs) {
    if (run.touched && run.touched->source) add(*run.touched->source);
  }
}

void Redactor::add(const RecordFacts& records) {
  for (const auto& facts : records.receipts) {
    if (facts.signature && facts.signature->payload) add(*facts.signature->payload->source);
  }
}

Redactor::Redactor(const BundleFacts& bundle) {
  add(bundle);
  if (bundle.repository != nullptr) add(*bundle.repository);
}

void Redactor::add(const RepositoryFacts& repository) {
  if (repository.policy.text) add(*repository.policy.text);
  if (repository.trust) add(*repository.trust->text);
  for (const auto* documents : {&repository.registry_documents, &repository.registry_sidecars,
                                &repository.history_documents}) {
    for (const auto& document : *documents) {
      if (document.source) add(*document.source);
    }
  }
  for (const auto* bundles : {&repository.bundles, &repository.neighbours}) {
    for (const auto& bundle : *bundles) {
      const auto* source = declaration_of(bundle);
      if (source != nullptr && !tells_only_names(bundle)) add(*source);
    }
  }
}

void Redactor::add(const BundleComparison& comparison) {
  if (comparison.before_declaration) add(*comparison.before_declaration->source);
}

void Redactor::add(const RepositoryComparison& comparison) {
  for (const auto* document : {&comparison.policy_document, &comparison.trust_document,
                               &comparison.base_policy_document, &comparison.base_trust_document}) {
    if (*document) add(*(*document)->source);
  }
  for (const auto& document : comparison.gate.documents) add(*document.source);
  for (const auto& document : comparison.base_registry_documents) add(*document.source);
}

/// The length of the longest value that stands there; 0: none does.
std::size_t Redactor::whole_value_at(std::string_view text, std::size_t at) const {
  const auto sizes = sizes_.find(std::string(text.substr(at, kShortestValue)));
  if (sizes == sizes_.end()) return 0;
  const auto found = std::find_if(sizes->second.begin(), sizes->second.end(), [&](auto size) {
    return at + size <= text.size() && values_.contains(text.substr(at, size));
  });
  return found == sizes->second.end() ? cut_value_at(text, at) : *found;
}

/// The length of the front of a value that stands there and was cut behind it; 0: none does.
std::size_t Redactor::cut_value_at(std::string_view text, std::size_t at) const {
  const auto end = text.find(kCut, at + kShortestValue);
  if (end == std::string_view::npos) return 0;
  const auto front = text.substr(at, end - at);
  const auto value = values_.lower_bound(front);
  return value != values_.end() && std::string_view(*value).starts_with(front) ? front.size() : 0;
}

std::vector<Redactor::Match> Redactor::matches_in(std::string_view text) const {
  std::vector<Match> matches;
  for (std::size_t at = 0; at + kShortestValue <= text.size();) {
    const auto found = whole_value_at(text, at);
    if (found != 0) matches.push_back({at, found});
    at += std::max<std::size_t>(found, 1);
  }
  return matches;
}

std::string Redactor::cleaned(std::string_view text) const {
  std::string out;
  std::size_t done = 0;
  for (const auto& match : matches_in(text)) {
    out += text.substr(done, match.at - done);
    out += "***";
    done = match.at + match.size;
  }
  return out += text.substr(done);
}

void Redactor::clean(std::string& text) const {
  if (!values_.empty() && !matches_in(text).empty()) text = cleaned(text);
}

// A mark below an excerpt stands under columns: as many characters are left as there were.
void Redactor::blank(Excerpt& excerpt) const {
  const auto matches = matches_in(excerpt.text);
  if (matches.empty()) return;
  std::string out;
  std::size_t done = 0;
  for (const auto& match : matches) {
    out += excerpt.text.substr(done, match.at - done);
    for (std::size_t at = match.at; at < match.at + match.size; ++at) {
      if ((static_cast<unsigned char>(excerpt.text[at]) & 0xC0U) != 0x80U) out += '*';
    }
    done = match.at + match.size;
  }
  excerpt.text = out + excerpt.text.substr(done);
}

void Redactor::clean(Finding& finding) const {
  if (values_.empty()) return;
  for (auto* text : {&finding.message, &finding.object, &finding.remedy, &finding.resolution}) {
    clean(*text);
  }
  clean(finding.location.path);
  if (finding.excerpt) blank(*finding.excerpt);
  for (auto& related : finding.related) {
    clean(related.message);
    if (related.excerpt) blank(*related.excerpt);
  }
}

void Redactor::clean(Error& error) const {
  clean(error.message);
  clean(error.remedy);
}

}  // namespace mig::bundle
