// An executed bundle in memory whose receipts name everything that they have to.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "mig/bundle/record_facts.hpp"
#include "mig/digest/sha256.hpp"
#include "mig/document/reader.hpp"
#include "mig/io/root.hpp"
#include "mig/rules/families.hpp"

namespace mig::test {

using nlohmann::json;

inline std::string digest_of(const std::string& text) {
  return digest::sha256_digest(text).value_or("");
}

class BindingWorld {
 public:
  BindingWorld() {
    repository.now = "2026-03-20T12:00:00Z";
    bundle.repository = &repository;
    bundle.path = "m/PG-MIG-2026-03-01-01";
    const std::string declaration =
        "migration_id: PG-MIG-2026-03-01-01\n"
        "artifacts:\n"
        "  forward: [forward.sql]\n"
        "  rollback: [rollback.sql]\n"
        "  baselines: {pre: baselines/pre.json, post: baselines/post.json}\n"
        "  diffs: {summary: diffs/summary.json, touched: diffs/touched.csv}\n";
    put("migration.yml", declaration);
    for (const auto* path : {"forward.sql", "rollback.sql", "baselines/pre.json",
                             "baselines/post.json", "diffs/summary.json", "diffs/touched.csv"}) {
      put(path, path);
    }
    bundle.documents.push_back(
        read("migration.yml", declaration, contract::DocumentKind::declaration));
    bundle.has_declaration = true;
    bundle.declaration = contract::read_declaration(bundle.documents.front().value);
    const auto add_scripts = [this](const contract::LocatedStrings& paths) {
      for (const auto& path : paths) {
        auto& script = bundle.scripts.emplace_back();
        script.path = path.value;
        script.declared_at = path.span;
      }
    };
    add_scripts(bundle.declaration.artifacts.forward);
    add_scripts(bundle.declaration.artifacts.rollback);
    bundle.digest = digest_of("bundle");
  }
  BindingWorld(const BindingWorld&) = delete;
  BindingWorld& operator=(const BindingWorld&) = delete;

  void put(const std::string& path, const std::string& text) {
    disk_[path] = text;
    place(path, io::EntryKind::regular);
  }
  void remove(const std::string& path) {
    disk_.erase(path);
    std::erase_if(bundle.entries, [&path](const auto& entry) { return entry.path == path; });
  }
  /// Something else in the place of a file.
  void place(const std::string& path, io::EntryKind kind) {
    std::erase_if(bundle.entries, [&path](const auto& entry) { return entry.path == path; });
    if (kind != io::EntryKind::regular) disk_.erase(path);
    bundle.entries.push_back({path, kind});
    std::sort(bundle.entries.begin(), bundle.entries.end(),
              [](const auto& left, const auto& right) { return left.path < right.path; });
  }

  json file(const std::string& path) const {
    return {{"path", path}, {"digest", digest_of(disk_.at(path))}};
  }

  /// A forward run that passed and left everything; further runs get files of their own.
  json receipt(const std::string& folder = "") {
    const auto base = folder.empty() ? "" : folder + "/";
    json outputs = json::array();
    for (const auto* path :
         {"baselines/pre.json", "baselines/post.json", "diffs/summary.json", "diffs/touched.csv"}) {
      if (!folder.empty()) put(base + path, base + path);
      outputs.push_back(file(base + path));
    }
    return {{"run_id", "kfm://run/" + (folder.empty() ? "first" : folder)},
            {"migration_id", "PG-MIG-2026-03-01-01"},
            {"started_at", "2026-03-10T18:30:00Z"},
            {"finished_at", "2026-03-10T18:31:12Z"},
            {"bundle_digest", bundle.digest},
            {"actor", {{"principal", "svc:migrations-runner"}, {"role", "pipeline"}}},
            {"environment",
             {{"name", "prod"},
              {"git_commit", "c07f317c4127d8667a4bd6c08d48e716b1d47da1"},
              {"container_digest", digest_of("container")},
              {"params_digest", digest_of("params")}}},
            {"inputs", {file("migration.yml"), file("forward.sql"), file("rollback.sql")}},
            {"outputs", outputs},
            {"approvals", json::array()},
            {"validation", {{"status", "pass"}, {"checks", json::array()}}}};
  }

  bundle::ReceiptFacts& run(const json& receipt, const std::string& folder = "") {
    auto& run = runs_.emplace_back();
    run.folder = folder;
    auto& facts = records.receipts.emplace_back();
    facts.run = &run;
    const auto path = (folder.empty() ? "" : folder + "/") + "receipts/run_receipt.json";
    facts.document =
        &documents_.emplace_back(read(path, receipt.dump(2), contract::DocumentKind::run_receipt));
    facts.receipt = contract::read_run_receipt(facts.document->value);
    facts.inputs = bind(facts.receipt.inputs);
    facts.outputs = bind(facts.receipt.outputs);
    facts.approvals = bind(facts.receipt.approvals);
    return facts;
  }

  void point(bundle::ReceiptFacts& facts, const json& pointer) {
    facts.reference = &documents_.emplace_back(
        read("receipts/receipt_ref.json", pointer.dump(2), contract::DocumentKind::receipt_ref));
    facts.pointer = contract::read_receipt_ref(facts.reference->value);
  }

  /// The receipt does not fit its schema.
  void spoil(bundle::ReceiptFacts& facts) {
    auto& document = documents_.emplace_back(*facts.document);
    document.violations.emplace_back();
    bundle::ReceiptFacts spoilt;
    spoilt.run = facts.run;
    spoilt.document = &document;
    facts = std::move(spoilt);
  }

  void approve(const std::string& name, const std::string& rule, const std::string& date) {
    const auto path = "approvals/" + name + ".yml";
    const auto text = "rule: " + rule + "\ndate: " + date +
                      "\nrole: governance\nsubject_digest: '" + bundle.digest + "'\n";
    put(path, text);
    auto document = read(path, text, contract::DocumentKind::approval);
    bundle.approvals.push_back(contract::read_approval(document.value, document.source));
  }

  bundle::DocumentFacts read(const std::string& relative, const std::string& text,
                             contract::DocumentKind kind) const {
    bundle::DocumentFacts document;
    document.kind = kind;
    document.source = std::make_shared<SourceText>(bundle.path_of(relative), text);
    auto value = relative.ends_with("json") ? document::read_json(text) : document::read_yaml(text);
    EXPECT_TRUE(value) << text;
    if (value) document.value = std::move(*value);
    document.hex = digest_of(text).substr(7);
    return document;
  }

  std::vector<Finding> findings() const {
    std::vector<Finding> found;
    for (const auto* rule : kRules) {
      rules::Reporter reporter(rule->info, found);
      std::get<rules::RecordCheck>(rule->check)(bundle, records, reporter);
    }
    return found;
  }
  /// "receipt-time-order: what is wrong" of all rules about what receipts bind.
  std::vector<std::string> verdict() const {
    std::vector<std::string> lines;
    for (const auto& finding : findings()) {
      EXPECT_EQ(finding.severity, Severity::fail);
      EXPECT_NE(finding.remedy, "");
      lines.push_back(finding.rule + ": " + finding.message);
    }
    return lines;
  }

  bundle::RepositoryFacts repository;
  bundle::BundleFacts bundle;
  bundle::RecordFacts records;

 private:
  std::vector<bundle::BoundFile> bind(const std::vector<contract::FileDigest>& named) const {
    std::vector<bundle::BoundFile> files;
    for (const auto& one : named) {
      bundle::BoundFile file{one, bundle::Binding::missing, {}};
      const auto found = disk_.find(one.path.value);
      if (bundle::find_file(files, one.path.value) != nullptr) {
        file.binding = bundle::Binding::repeated;
      } else if (found != disk_.end()) {
        file.actual = digest_of(found->second);
        file.binding =
            file.actual == one.digest.value ? bundle::Binding::same : bundle::Binding::differs;
      } else if (!io::is_contained_path(one.path.value) ||
                 bundle.entry(one.path.value) != nullptr) {
        file.binding = bundle::Binding::unusable;
      }
      files.push_back(std::move(file));
    }
    return files;
  }

  inline static const std::vector<const rules::Rule*> kRules{
      &rules::receipt_rules::placeholder_digest, &rules::receipt_rules::input_mismatch,
      &rules::receipt_rules::output_mismatch,    &rules::receipt_rules::uncovered_input,
      &rules::receipt_rules::uncovered_output,   &rules::receipt_rules::unlisted_file,
      &rules::receipt_rules::repeated_path,      &rules::receipt_rules::wrong_migration,
      &rules::receipt_rules::time_order,         &rules::receipt_rules::future_time,
      &rules::receipt_rules::before_approval,    &rules::receipt_rules::bundle_digest_mismatch,
      &rules::receipt_rules::wrong_approval,     &rules::receipt_rules::unsafe_text};

  std::map<std::string, std::string> disk_;
  std::deque<bundle::RunFacts> runs_;
  std::deque<bundle::DocumentFacts> documents_;
};

/// The verdict on the complete bundle with one receipt, after `change`.
inline std::vector<std::string> after(const std::function<void(json&)>& change) {
  BindingWorld world;
  auto receipt = world.receipt();
  change(receipt);
  world.run(receipt);
  return world.verdict();
}

}  // namespace mig::test
