#pragma once

#include <string>
#include <vector>

#include "mig/bundle/facts.hpp"
#include "mig/rules/rule.hpp"

namespace mig::rules::history_rules {

/// The longest that two clocks may differ, in seconds.
inline constexpr std::int64_t kClockSkew = 300;

/// The histories whose lines could be read; of the others the rules about their shape tell.
std::vector<const bundle::HistoryFacts*> readable(const bundle::RepositoryFacts& repository);

const bundle::DocumentFacts& document_of(const bundle::HistoryFacts& history,
                                         const bundle::RepositoryFacts& repository);
const SourceText& text_of(const bundle::HistoryFacts& history,
                          const bundle::RepositoryFacts& repository);

/// Which of the registry documents lies beside a history; nothing: none does.
std::optional<std::size_t> registry_beside(const bundle::HistoryFacts& history,
                                           const bundle::RepositoryFacts& repository);

/// For each line the line before it of the same migration; null for the first one of a migration.
std::vector<const contract::StatusChange*> lines_before(const contract::StatusHistory& history);

/// "seq 4"
std::string name_of(const contract::StatusChange& change);

}  // namespace mig::rules::history_rules
