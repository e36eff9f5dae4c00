#include "support/history_story.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <utility>

#include "support/git_repository.hpp"
#include "support/history_states.hpp"
#include "support/process.hpp"
#include "support/threat_model.hpp"

namespace mig::test {
namespace {

constexpr const char* kGateApprovals = ".mig/approvals/";

void write_tree(GitRepository& git, const Files& files) {
  git.clear();
  for (const auto& [path, bytes] : files) git.write(path, bytes);
}

std::set<std::string> open_rules(const Verdict& verdict) {
  std::set<std::string> open;
  for (const auto& [rule, severity] : verdict.rules) {
    if (severity != "info") open.insert(rule);
  }
  return open;
}

std::string statement_of(const StoryApproval& approval, const std::string& path,
                         const std::string& text, const std::string& subject) {
  Json predicate = Json::object();
  if (approval.place == ApprovalPlace::bundle) predicate["migration_id"] = kSignedId;
  predicate["rule"] = approval.rule;
  if (!approval.object.empty()) predicate["object"] = approval.object;
  predicate["approved_by"] = "person:ada";
  predicate["role"] = "governance";
  predicate["subject_digest"] = subject;
  const auto hex = digest_of(text).substr(std::string("sha256:").size());
  const Json statement{{"_type", "https://in-toto.io/Statement/v1"},
                       {"subject", Json::array({{{"name", path}, {"digest", {{"sha256", hex}}}}})},
                       {"predicateType", "urn:mig-gates:predicate:approval:v1"},
                       {"predicate", predicate}};
  return statement.dump();
}

/// An approval is bound to the state that is approved, wherever it is committed first.
void add(Files& files, const StoryApproval& approval, const Files& state, const std::string& name) {
  const bool is_gate = approval.place == ApprovalPlace::gate;
  const auto subject = is_gate ? gate_digest_of(state) : bundle_digest_of(state);
  const std::string folder = is_gate ? kGateApprovals : in_bundle("approvals/");
  auto text = fmt::format("rule: {}\n", approval.rule);
  if (!approval.object.empty()) text += fmt::format("object: {}\n", Json(approval.object).dump());
  text += fmt::format(
      "reason: The team agreed on it in writing\nreference: ADR-0042\napproved_by: person:ada\n"
      "role: governance\ndate: 2026-03-20\nsubject_digest: {}\n",
      subject);
  files[folder + name + ".yml"] = text;
  if (approval.signers.empty()) return;
  Json envelope;
  sign_again(envelope, statement_of(approval, "approvals/" + name + ".yml", text, subject),
             approval.signers);
  files[folder + name + ".dsse.json"] = envelope.dump(2) + "\n";
}

}  // namespace

Story::Story(Files base, std::string tool) : mains_{std::move(base)}, tool_(std::move(tool)) {}

Story& Story::brings(StoryApproval approval) {
  brought_.push_back(std::move(approval));
  return *this;
}

Story& Story::was_accepted(StoryApproval approval) {
  accepted_.push_back(std::move(approval));
  return *this;
}

Story& Story::main_became(const std::function<void(Files&)>& edit) {
  mains_.push_back(mains_.back());
  edit(mains_.back());
  return *this;
}

Files Story::changed() const {
  auto files = mains_.back();
  if (change) change(files);
  return files;
}

Files Story::judged() const {
  const auto state = changed();
  auto files = state;
  for (std::size_t at = 0; at < accepted_.size(); ++at)
    add(files, accepted_[at], state, fmt::format("accepted-{}", at));
  for (std::size_t at = 0; at < brought_.size(); ++at)
    add(files, brought_[at], state, fmt::format("brought-{}", at));
  return files;
}

Verdict Story::judge() const {
  GitRepository git;
  for (const auto& main : mains_) {
    write_tree(git, main);
    git.commit("What main holds");
  }
  if (!accepted_.empty()) {
    auto files = mains_.back();
    for (std::size_t at = 0; at < accepted_.size(); ++at)
      add(files, accepted_[at], changed(), fmt::format("accepted-{}", at));
    write_tree(git, files);
    git.commit("What was accepted");
  }
  git.branch("change");
  write_tree(git, judged());
  git.commit("What the branch does");
  Target target;
  target.arguments = {"--base", "main"};
  return verify(git.path(), target, tool_);
}

void Story::ends_in(int exit_code, const std::set<std::string>& open) const {
  const auto verdict = judge();
  EXPECT_EQ(verdict.exit_code, exit_code) << verdict.output;
  EXPECT_EQ(open_rules(verdict), open) << verdict.output;
}

void Story::is_stopped_by(const std::string& rule, const std::set<std::string>& also) const {
  const auto& row = row_of_this_test();
  EXPECT_EQ(row.rule, rule) << "docs/threat-model.md, " << row.id;
  auto open = also;
  open.insert(rule);
  ends_in(row.exit_code, open);
  auto self_approved = *this;
  self_approved.brings({ApprovalPlace::gate, rule});
  if (changed().contains(in_bundle("migration.yml")))
    self_approved.brings({ApprovalPlace::bundle, rule});
  SCOPED_TRACE("with approvals that the branch brings itself");
  const auto verdict = self_approved.judge();
  EXPECT_EQ(verdict.exit_code, row.exit_code) << verdict.output;
  auto told = open_rules(verdict);
  // That an approval is of no use is told as well.
  std::erase_if(told, [](const auto& name) { return name.starts_with("approval-"); });
  EXPECT_EQ(told, open) << verdict.output;
}

void Story::passes() const {
  ends_in(0, {});
}

}  // namespace mig::test
