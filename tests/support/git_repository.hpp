#pragma once

#include <string>
#include <vector>

#include "support/process.hpp"

namespace mig::test {

/// A git repository in a temporary folder: fixed names and dates, no configuration of the machine,
/// so that the same commits have the same ids everywhere. What git refuses is thrown.
class GitRepository {
 public:
  /// Begins on the branch `main`; `object_format` is "sha1" or "sha256".
  explicit GitRepository(const std::string& object_format = "sha1");

  const std::string& path() const { return folder_.path(); }
  std::string file(const std::string& relative) const { return path() + "/" + relative; }
  std::string read(const std::string& relative) const { return read_file(file(relative)); }
  void write(const std::string& relative, const std::string& bytes) const {
    folder_.write(relative, bytes);
  }
  /// A file, or a folder with all that is in it.
  void remove(const std::string& relative) const;
  /// Removes everything but `.git`.
  void clear() const;

  /// Runs git in the repository; what it printed, without the last line feed.
  std::string git(const std::vector<std::string>& arguments, const std::string& input = "") const;
  /// Everything that lies in the folder as a commit, ignored or not; its id.
  std::string commit(const std::string& message);
  /// Begins a branch here and checks it out.
  void branch(const std::string& name) const { git({"checkout", "-q", "-b", name}); }
  void checkout(const std::string& revision) const { git({"checkout", "-q", revision}); }
  /// The id of what a revision names.
  std::string id_of(const std::string& revision) const;
  /// Where git keeps an object that is not packed, relative to the repository.
  static std::string loose_object(const std::string& id);

  /// The variables that a process needs for the same answers; for other programs that call git.
  static std::vector<std::string> environment(int minute);

 private:
  TemporaryFolder folder_;
  mutable int minute_ = 0;  ///< each call of git has a moment of its own
};

}  // namespace mig::test
