#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "mig/contract/code_owners.hpp"

namespace mig::contract {

/// Looks up the lines that decide about many paths. What is known of a folder is kept for the next
/// path: fast when they come sorted.
class OwnersWalk {
 public:
  /// `owners` must outlive the walk.
  explicit OwnersWalk(const CodeOwners& owners);

  /// Which of CodeOwners::lines decide about a file, ascending; valid until the next call. Optional
  /// sections do not count.
  const std::vector<std::size_t>& deciding(std::string_view path);

 private:
  /// What counts of a section so far: its last line that holds, unless one takes the path out.
  struct Standing {
    std::size_t after = 0;  ///< one more than the place of the line; 0: none
    bool is_excluded = false;
  };
  struct Rule {
    std::size_t line = 0;  ///< place in CodeOwners::lines
    std::size_t section = 0;
    bool excludes = false;
    OwnersPattern pattern;
  };
  struct Alive {
    std::size_t rule = 0;
    OwnersPattern::Progress progress;
  };
  struct Level {
    std::string name;
    std::vector<Alive> alive;        ///< rules that can still hold for something in the folder
    std::vector<Standing> standing;  ///< by section, of those that hold for all in it
  };

  void enter(std::string_view name);
  static void count(std::vector<Standing>& standing, const Rule& rule);
  void decide_last(std::string_view file);
  void decide_sections(std::string_view file);

  const CodeOwners& owners_;
  std::size_t sections_ = 0;
  std::vector<Rule> rules_;
  std::vector<Level> levels_;  ///< the first is the top level
  std::vector<Standing> scratch_;
  std::vector<std::size_t> deciding_;
};

}  // namespace mig::contract
