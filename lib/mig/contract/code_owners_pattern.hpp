#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mig::contract {

/// Whose grammar a CODEOWNERS file is read with.
enum class OwnersPlatform : std::uint8_t { github, gitlab };

/// A pattern of CODEOWNERS, taken apart once. `*` and `?` stop at slashes, a backslash takes the
/// meaning from what follows it.
///
/// GitHub reads it as .gitignore: one with a slash at its beginning or in its middle is anchored at
/// the top level, others hold at any depth; what holds for a folder holds for all in it, except
/// that "docs/*" is for the files in docs only. There are no ranges.
///
/// GitLab anchors only what begins with a slash, takes "docs/" for all that lies in docs and "docs"
/// for a file, "**" for folders only before a slash, and knows ranges: "[a-z]", "[!a]".
class OwnersPattern {
 public:
  /// How far a path has come in the pattern: a set of counts of segments.
  using Progress = std::array<std::uint64_t, 3>;

  OwnersPattern(std::string_view pattern, OwnersPlatform platform);

  /// Before the first name of a path.
  Progress start() const;
  /// Behind one more name of it. All zero: nothing that lies there can match.
  Progress enter(const Progress& from, std::string_view name) const;
  /// Whether it holds for everything in the folder that was entered.
  bool holds_in(const Progress& folder) const { return !is_exact_ && is_at_end(folder); }
  /// Whether it holds for the file that was entered.
  bool holds_for(const Progress& file) const { return !is_folder_ && is_at_end(file); }

  /// The path of a folder ends in "/".
  bool matches(std::string_view path) const;

 private:
  enum class Kind : std::uint8_t { folders, any, literal, ending, glob };
  struct Segment {
    Kind kind = Kind::glob;
    std::string text;  ///< of an ending without its star
  };

  static Segment segment_of(std::string_view text, OwnersPlatform platform);
  void add_segments(std::string_view pattern, OwnersPlatform platform);
  bool is_met(const Segment& segment, std::string_view name) const;
  bool is_at_end(const Progress& progress) const;
  void reach(Progress& progress, std::size_t count) const;

  std::vector<Segment> segments_;  ///< none: it matches nothing
  bool is_folder_ = false;         ///< "docs/", "docs/**": holds for what lies in it
  bool is_exact_ = false;          ///< "docs/*": not for what lies in what it matches
  bool has_ranges_ = false;
};

}  // namespace mig::contract
