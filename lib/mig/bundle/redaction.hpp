#pragma once

#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mig/base/finding.hpp"
#include "mig/base/result.hpp"
#include "mig/bundle/change_facts.hpp"
#include "mig/bundle/comparison.hpp"
#include "mig/bundle/facts.hpp"
#include "mig/bundle/record_facts.hpp"

namespace mig::bundle {

/// Takes values that were found in files out of everything that is said about these files: words of
/// a finding or error come from parsers and servers, which quote what they choke on.
class Redactor {
 public:
  Redactor() = default;
  /// Every file that findings and errors about the bundle can quote, those around it included.
  explicit Redactor(const BundleFacts& bundle);

  void add(const SourceText& source);
  void add(const BundleFacts& bundle);
  void add(const ChangeFacts& change);
  void add(const RecordFacts& records);
  void add(const RepositoryFacts& repository);
  /// The earlier states that a change is held against.
  void add(const BundleComparison& comparison);
  void add(const RepositoryComparison& comparison);
  void add_value(std::string_view value);
  /// A text that nobody holds as a file of a bundle, such as a script given by name.
  void add_text(std::string_view path, std::string_view bytes);

  bool is_empty() const { return values_.empty(); }

  /// The text with `***` for every value, also for the front of one that was cut to be shown.
  std::string cleaned(std::string_view text) const;
  void clean(std::string& text) const;
  void clean(Finding& finding) const;
  void clean(Error& error) const;

 private:
  struct Match {
    std::size_t at = 0;
    std::size_t size = 0;
  };
  void add_as_it_is(std::string_view value);
  std::size_t whole_value_at(std::string_view text, std::size_t at) const;
  std::size_t cut_value_at(std::string_view text, std::size_t at) const;
  std::vector<Match> matches_in(std::string_view text) const;
  void blank(Excerpt& excerpt) const;

  std::set<std::string, std::less<>> values_;
  /// Lengths of the values that begin with these bytes, longest first: what is looked up at a place
  /// of a text does not grow with the number of values.
  std::unordered_map<std::string, std::vector<std::size_t>> sizes_;
};

}  // namespace mig::bundle
