#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "support/signed_repository.hpp"

namespace mig::test {

/// A repository that passes, and what its judge is given beside `--root . --output json .`.
struct Target {
  SignedRepository repository;
  std::vector<std::string> arguments{};
  std::string now = kSignedNow;
};

// The runs of executed(), by their place; dev and stage are those of staged() as well.
inline constexpr std::size_t kDev = 0;
inline constexpr std::size_t kStage = 1;
inline constexpr std::size_t kProd = 2;
inline constexpr const char* kStageFolder = "runs/stage-2/";
inline constexpr const char* kProdFolder = "runs/prod-3/";

/// Ran in dev, stage and, approved by a person and witnessed, in production.
Target executed();
/// Ran in dev and stage.
Target staged();
/// Ran in stage and was rolled back there.
Target rolled_back();
/// executed(), with the receipt of production in a store.
Target stored();
/// executed(), with the image of the runner pinned in the declaration.
Target pinned();
/// executed(), with an earlier state of the status history to hold it against.
Target remembered();
/// executed(), where receipts of production count for thirty days.
Target recent();
/// staged(), with a rehearsal before.
Target rehearsed();

/// What judging a tree ended in.
struct Verdict {
  int exit_code = -1;
  std::map<std::string, std::string> rules;  ///< of open findings, with their gravest severity
  std::string output;
};

/// Runs a gate on a folder.
Verdict verify(const std::string& folder, const Target& target,
               const std::string& tool = "mig-receipt-verify");

/// One row of docs/threat-model.md, named by the test that runs: the target passes, the attack is
/// made, and the answer is the one that the row promises.
class Attack {
 public:
  explicit Attack(Target (*base)());

  /// Demands the finding of this rule, which has to be that of the row, and the exit of the row.
  void is_stopped_by(const std::string& rule);
  /// Demands the exit of the row, which is 2 or 3.
  void is_refused();
  /// Demands that it passes, as the row says: what is not defended is known.
  void passes();

  Target target;
  SignedRepository& repository;  ///< that of the target
  /// Called last, with the tree as it was written.
  std::function<void(const std::string& folder)> on_folder;

 private:
  Verdict launch();
};

/// A step of building a repository that changes a document of the run in production alone.
template <class Change>
auto in_production(Change change) {
  return [change](std::size_t run, Json& document) {
    if (run == kProd) change(document);
  };
}

/// Path of a file of the bundle, relative to the root.
std::string in_bundle(const std::string& path);
/// Replaces the one occurrence; throws when there is none: an attack that changes nothing is none.
void replace(std::string& text, const std::string& from, const std::string& to);
/// The bytes that an envelope signs.
std::string payload_of(const Json& envelope);
/// Puts another payload into an envelope, signed by these keys.
void sign_again(Json& envelope, const std::string& payload, const std::vector<std::string>& keys,
                const std::string& type = "application/vnd.in-toto+json");
/// Removes the migration, its registry entry included, and leaves the draft of another one.
void leave_another_migration(Files& files);
/// Takes files from another state of the tree over those that are there.
void take_over(Files& files, const Files& others, const std::string& prefix);

}  // namespace mig::test
