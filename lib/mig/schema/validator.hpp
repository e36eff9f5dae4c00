#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "mig/schema/explain.hpp"
#include "mig/schema/program.hpp"

namespace mig::schema {

/// Collects violations up to a capacity; what comes later is dropped.
class Sink {
 public:
  explicit Sink(std::size_t capacity) : capacity_(capacity) {}

  bool full() const { return found_.size() >= capacity_; }
  void add(Found found) {
    if (!full()) found_.push_back(std::move(found));
  }
  std::vector<Found>& found() { return found_; }

 private:
  std::size_t capacity_;
  std::vector<Found> found_;
};

/// One run over one document. Without a sink a check stops at the first violation and allocates
/// nothing; with one it goes on and collects.
class Validator {
 public:
  Validator(const Program& program, const document::LocatedValue& root)
      : program_(program), root_(root) {}

  /// Whether the value fits. Without meaning when gave_up().
  bool check(NodeId id, const document::LocatedValue& value, const Place& place, Sink* sink);

  /// The work or the nesting went beyond what an honest document needs.
  bool gave_up() const { return gave_up_; }

 private:
  using Value = document::LocatedValue;

  bool spend(std::size_t steps);
  bool check_node(const Subject& subject, Sink* sink);
  bool check_alone(const Subject& subject, Sink* sink);
  bool check_parts(const Subject& subject, Sink* sink);
  bool check_number(const Subject& subject, Sink* sink);
  bool check_string(const Subject& subject, std::string_view text, Sink* sink);
  bool check_array(const Subject& subject, const document::Array& entries, Sink* sink);
  bool check_entries(const Subject& subject, const document::Array& entries, Sink* sink);
  bool check_contains(const Subject& subject, const document::Array& entries, Sink* sink);
  bool check_object(const Subject& subject, const document::Object& members, Sink* sink);
  bool check_member(const Subject& subject, const document::Member& member,
                    std::uint64_t& required_seen, Sink* sink);
  bool check_key(const Subject& subject, const document::Member& member, Sink* sink);
  bool check_required(const Subject& subject, std::uint64_t required_seen, Sink* sink);
  bool check_dependencies(const Subject& subject, Sink* sink);
  bool check_combinators(const Subject& subject, Sink* sink);
  bool check_condition(const Subject& subject, Sink* sink);
  bool check_negated(const Subject& subject, Sink* sink);
  bool check_branches(const Subject& subject, const std::vector<NodeId>& branches, bool only_one,
                      Sink* sink);

  const Program& program_;
  const Value& root_;
  std::size_t spent_ = 0;
  std::size_t budget_ = std::size_t{1} << 20;
  bool budget_is_final_ = false;
  int depth_ = 0;
  bool gave_up_ = false;
};

/// What one branch of anyOf or oneOf had against the value.
struct Branch {
  const Node* node = nullptr;  ///< behind all references
  std::string_view title;      ///< how the schema calls the branch; may be empty
  std::vector<Found> found;
};

/// What to tell about a value that fits none of the branches: one branch's violations when it was
/// clearly meant, else a single combined violation.
std::vector<Found> explain_branches(const Subject& subject, std::string_view keyword,
                                    std::vector<Branch> branches);

}  // namespace mig::schema
