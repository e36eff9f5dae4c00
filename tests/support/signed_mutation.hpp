#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "support/process.hpp"
#include "support/sampling.hpp"
#include "support/signed_repository.hpp"

namespace mig::test {

/// What judging a tree ended in.
struct SignedVerdict {
  int exit_code = 2;
  std::set<std::string> rules;  ///< of open findings above info; "no-verdict" for an error
};

SignedVerdict verify_tree(const std::string& folder, const std::string& now = kSignedNow);

/// A migration that failed in dev and was rolled back there, then ran in stage and, approved and
/// witnessed, in production, whose receipt a store keeps. Its files are small: each of their bytes
/// is damaged.
SignedRepository complete_repository();

/// What a file is to the bundle: decides how a change of it has to be told.
enum class Part {
  input,
  notes,
  output,
  receipt,
  reference,
  blob,
  envelope,
  approval,
  approval_envelope,
  prov
};

Part part_of(const std::string& path);

/// One way to damage something. Every mutant of it is told by one of the reasons; the first is the
/// reason of its own, which has to occur. A reason that ends in "-" is a family of rules.
struct MutationClass {
  std::string name;
  std::vector<std::string> reasons;
};

/// How a file is damaged.
enum class Damage {
  flipped,
  removed,
  repeated,
  swapped,
  omitted,
  linked,
  fifo,
  folder,
  bom,
  nul,
  cut
};

const MutationClass& class_of(Damage damage, Part part);

/// A complete, chained and signed bundle on disk, damaged in one place at a time: nothing may be
/// accepted. How many mutants each class had is printed when the program ends.
class SignedMutation : public testing::Test {
 protected:
  void SetUp() override;

  void put(const std::string& path, const std::string& bytes);
  void restore(const std::string& path) { put(path, originals_.at(path)); }
  std::filesystem::path place(const std::string& path) const;

  /// Files of the bundle and of the store: signed, or named by a digest that is signed; and
  /// provenance, which says again what receipts say.
  std::vector<std::string> files() const;

  /// Whether this mutant is one of the sample; in a whole run every one is.
  bool is_due(const MutationClass& of, std::size_t stride);

  /// Judges the tree as it stands.
  void expect_refused(const MutationClass& of, const std::string& what,
                      const std::string& now = kSignedNow);
  /// The same with other bytes in a file, which is restored behind it.
  void try_bytes(const MutationClass& of, const std::string& path, const std::string& bytes,
                 const std::string& what);

  TemporaryFolder folder_;
  Files originals_;

 private:
  std::map<std::string, std::size_t> offered_;
  Sample sample_;
};

/// Counts a mutant and demands that it was refused for a reason of its class.
void expect_refusal(const MutationClass& of, const std::string& what, const SignedVerdict& verdict);

/// Every place of a JSON document but its root, and its key ids, which are hints.
std::vector<Json::json_pointer> places_of(const Json& document);

/// The document as text, with one member standing twice.
std::string with_repeated_member(const Json& document, const Json::json_pointer& member);

/// Whether two values stand in for each other: equal type, different, neither within the other.
bool are_exchangeable(const Json& document, const Json::json_pointer& left,
                      const Json::json_pointer& right);

}  // namespace mig::test
