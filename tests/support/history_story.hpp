#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "support/attack.hpp"
#include "support/signed_repository.hpp"

namespace mig::test {

/// Where an approval lies, and what it is bound to.
enum class ApprovalPlace {
  bundle,  ///< approvals/ of kSignedBundle, bound to the bundle digest
  gate,    ///< .mig/approvals/, bound to the gate digest
};

/// An approval by person:ada of the state that a story ends in.
struct StoryApproval {
  ApprovalPlace place = ApprovalPlace::bundle;
  std::string rule;
  std::string object{};                ///< empty: every object of the rule
  std::vector<std::string> signers{};  ///< none: it is not signed
};

/// A pull request in a git repository of its own: what `main` holds, what the branch `change` does
/// to it, and what was approved where. A copy is another telling of the same story.
class Story {
 public:
  /// `base` is the tree of main.
  explicit Story(Files base, std::string tool = "mig-gate");

  /// What main became in a commit of its own, before the branch begins.
  Story& main_became(const std::function<void(Files&)>& edit);
  /// An approval that main got in a commit of its own, before the branch begins.
  Story& was_accepted(StoryApproval approval);
  /// An approval that the branch adds together with its change.
  Story& brings(StoryApproval approval);

  /// Demands the exit of the row of docs/threat-model.md that names the test, and that nothing is
  /// open but its rule and `also`; and the same again where the branch approves of itself.
  void is_stopped_by(const std::string& rule, const std::set<std::string>& also = {}) const;
  /// Demands this exit, and that these rules and no others are open.
  void ends_in(int exit_code, const std::set<std::string>& open) const;
  /// Demands exit 0.
  void passes() const;

  /// The tree that the branch ends in: what main becomes when it is merged.
  Files judged() const;

  std::function<void(Files&)> change;  ///< what the branch does

 private:
  Files changed() const;
  Verdict judge() const;

  std::vector<Files> mains_;
  std::string tool_;
  std::vector<StoryApproval> accepted_;
  std::vector<StoryApproval> brought_;
};

}  // namespace mig::test
