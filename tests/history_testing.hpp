#pragma once

#include <fmt/format.h>

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "mig/digest/sha256.hpp"
#include "prov_testing.hpp"

namespace mig::test {

inline const std::string kId = "PG-MIG-2026-03-01-01";
inline constexpr const char* kHistoryPath = "migrations/registry/history.jsonl";

/// A line of a history as it is meant.
struct Line {
  std::string from;  ///< empty: none
  std::string status;
  std::string receipt = "";  ///< empty: none
  std::string at = "2026-03-01T20:00:00Z";
  std::string id = kId;
  std::optional<int> seq = std::nullopt;           ///< another one than the next
  std::optional<std::string> prev = std::nullopt;  ///< another one than the right one; "": none
};

inline std::string text_of(const Line& line, int seq, const std::string& prev) {
  std::string text = fmt::format(R"({{"seq":{})", line.seq.value_or(seq));
  const auto& link = line.prev ? *line.prev : prev;
  if (!link.empty()) text += fmt::format(R"(,"prev":"{}")", link);
  text += fmt::format(R"(,"at":"{}","migration_id":"{}")", line.at, line.id);
  if (!line.from.empty()) text += fmt::format(R"(,"from":"{}")", line.from);
  text += fmt::format(R"(,"status":"{}")", line.status);
  if (!line.receipt.empty()) text += fmt::format(R"(,"receipt":"{}")", line.receipt);
  return text + R"(,"by":"person:ada"})" + "\n";
}

/// A repository with one history, the registry beside it, and one bundle with receipts.
struct HistoryWorld {
  explicit HistoryWorld(const std::vector<Line>& lines) {
    std::string text;
    bundle::HistoryFacts facts;
    for (const auto& line : lines) {
      const auto prev = facts.line_digests.empty() ? std::string() : facts.line_digests.back();
      const auto written = text_of(line, static_cast<int>(facts.line_digests.size()) + 1, prev);
      facts.line_digests.push_back(*digest::sha256_digest(written));
      text += written;
    }
    auto& document = repository.history_documents.emplace_back();
    document.kind = contract::DocumentKind::status_history;
    document.source = std::make_shared<SourceText>(kHistoryPath, text);
    auto values = document::read_json_lines(text);
    EXPECT_EQ(values.has_value(), !lines.empty());
    if (values) document.value = {Span{}, std::move(*values)};
    facts.history = contract::read_status_history(document.value);
    repository.histories.push_back(std::move(facts));
    repository.now = "2026-04-01T00:00:00Z";
    bundle.repository = &repository;
    bundle.declaration.migration_id = {kId, {}};
  }
  HistoryWorld(const HistoryWorld&) = delete;
  HistoryWorld& operator=(const HistoryWorld&) = delete;

  void list(const std::map<std::string, std::string>& statuses,
            const std::string& folder = "migrations/registry") {
    std::string entries;
    for (const auto& [id, status] : statuses) {
      entries += fmt::format(R"({}{{"id":"{}","type":"postgis","owners":["a"],"status":"{}"}})",
                             entries.empty() ? "" : ",", id, status);
    }
    auto document = valid_document(folder + "/migrations.v1.json", contract::DocumentKind::registry,
                                   R"({"migrations":[)" + entries + "]}");
    contract::read_registry(document->value, repository.registry_documents.size(),
                            repository.registry);
    repository.registry_documents.push_back(std::move(*document));
  }

  /// Adds a receipt of that digest.
  bundle::ReceiptFacts& prove(char digit, const std::string& text = receipt_text()) {
    auto& document = receipt_documents.emplace_back(
        *valid_document("b/receipts/run_receipt.json", contract::DocumentKind::run_receipt, text));
    document.hex = std::string(64, digit);
    auto& facts = records.receipts.emplace_back();
    facts.run = &run;
    facts.document = &document;
    facts.receipt = contract::read_run_receipt(document.value);
    return facts;
  }

  std::vector<Finding> judge() const {
    auto findings = judge_records(bundle, records, "history");
    for (const auto* rule : rules::all_rules()) {
      const auto* check = std::get_if<rules::RepositoryCheck>(&rule->check);
      if (check == nullptr || rules::family_of(rule->info.id) != "history") continue;
      rules::Reporter reporter(rule->info, findings);
      (*check)(repository, reporter);
    }
    return findings;
  }

  bundle::RepositoryFacts repository;
  bundle::BundleFacts bundle;
  bundle::RunFacts run;
  std::deque<bundle::DocumentFacts> receipt_documents;
  bundle::RecordFacts records;
};

inline const std::vector<Line> kMerged{
    {"", "draft"}, {"draft", "approved"}, {"approved", "merged"}};

/// Merged before the run of receipt_text() began.
inline std::vector<Line> merged_and(std::vector<Line> more) {
  more.insert(more.begin(), kMerged.begin(), kMerged.end());
  for (std::size_t i = 0; i < kMerged.size(); ++i) more[i].at = "2026-03-01T18:00:00Z";
  return more;
}

}  // namespace mig::test
