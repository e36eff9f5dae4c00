#pragma once

#include <array>
#include <string_view>

#include "mig/report/shard_evidence.hpp"
#include "mig/report/shard_file.hpp"
#include "mig/report/shard_reader.hpp"
#include "mig/report/wording.hpp"

namespace mig::report {

// Every binding names all members of its type: one that is added later does not compile until it
// is carried from the part to the merge.

inline constexpr std::array kSeverities{Severity::info, Severity::review, Severity::fail};
inline constexpr std::array kStatuses{Status::open, Status::approved, Status::justified,
                                      Status::baselined};
inline constexpr std::array kErrorKinds{ErrorKind::usage, ErrorKind::configuration,
                                        ErrorKind::no_verdict};
inline constexpr std::array<std::string_view, 4> kConfidences{"", "high", "medium", "low"};
inline constexpr std::array<std::string_view, 4> kEffects{"looser", "tighter", "rewrites", "other"};
inline constexpr std::array<std::string_view, 5> kStandings{"", "open", "approved", "justified",
                                                            "baselined"};

template <class Archive, Like<Position> Value>
void describe(Archive& archive, Value& position) {
  auto& [line, column] = position;
  archive.field("line", line);
  archive.field("column", column);
}

template <class Archive, Like<Region> Value>
void describe(Archive& archive, Value& region) {
  auto& [begin, end] = region;
  archive.field("begin", begin);
  archive.field("end", end);
}

template <class Archive, Like<Location> Value>
void describe(Archive& archive, Value& location) {
  auto& [path, region] = location;
  archive.field("path", path);
  archive.field("region", region);
}

template <class Archive, Like<Excerpt> Value>
void describe(Archive& archive, Value& excerpt) {
  auto& [line, text, first_column, goes_on] = excerpt;
  archive.field("line", line);
  archive.field("text", text);
  archive.field("first_column", first_column);
  archive.field("goes_on", goes_on);
}

template <class Archive, Like<RelatedLocation> Value>
void describe(Archive& archive, Value& related) {
  auto& [location, message, excerpt] = related;
  archive.field("location", location);
  archive.field("message", message);
  archive.field("excerpt", excerpt);
}

template <class Archive, Like<Finding> Value>
void describe(Archive& archive, Value& finding) {
  auto& [rule, severity, status, message, object, location, excerpt, related, remedy, fingerprint,
         line_hash, resolution, confidence, value_fingerprint] = finding;
  archive.field("rule", rule);
  archive.choice("severity", severity, kSeverities);
  archive.choice("status", status, kStatuses);
  archive.field("message", message);
  archive.field("object", object);
  archive.field("location", location);
  archive.field("excerpt", excerpt);
  archive.field("related", related);
  archive.field("remedy", remedy);
  archive.field("fingerprint", fingerprint);
  archive.field("line_hash", line_hash);
  archive.field("resolution", resolution);
  archive.choice("confidence", confidence, kConfidences);
  archive.field("value_fingerprint", value_fingerprint);
}

template <class Archive, Like<Error> Value>
void describe(Archive& archive, Value& error) {
  auto& [kind, message, location, remedy] = error;
  archive.choice("kind", kind, kErrorKinds);
  archive.field("message", message);
  archive.field("location", location);
  archive.field("remedy", remedy);
}

template <class Archive, Like<Skipped> Value>
void describe(Archive& archive, Value& skipped) {
  auto& [what, reason] = skipped;
  archive.field("what", what);
  archive.field("reason", reason);
}

template <class Archive, Like<BundleReport> Value>
void describe(Archive& archive, Value& bundle) {
  auto& [path, id, phase, findings, checked, skipped, evidence] = bundle;
  archive.field("path", path);
  archive.field("id", id);
  archive.field("phase", phase);
  archive.field("findings", findings);
  archive.field("checked", checked);
  archive.field("skipped", skipped);
  archive.field("evidence", evidence);
}

template <class Archive, Like<GateChange> Value>
void describe(Archive& archive, Value& change) {
  auto& [effect, subject, key, before, after, standing] = change;
  archive.choice("effect", effect, kEffects);
  archive.field("subject", subject);
  archive.field("key", key);
  archive.field("before", before);
  archive.field("after", after);
  archive.choice("standing", standing, kStandings);
}

using KnownUse = std::pair<std::size_t, std::int64_t>;

template <class Archive, class Value>
requires Like<Value, KnownUse> || Like<Value, std::map<std::size_t, std::int64_t>::value_type>
void describe(Archive& archive, Value& use) {
  auto& [entry, count] = use;
  archive.field("entry", entry);
  archive.field("count", count);
}

template <class Archive, Like<rules::ScanUse> Value>
void describe(Archive& archive, Value& use) {
  auto& [policy, known] = use;
  archive.field("policy", policy);
  archive.field("known", known);
}

}  // namespace mig::report
