#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mig/base/result.hpp"

namespace mig::postgres {

/// Where to connect to. It comes from an environment variable or a file, never from a command line,
/// and what it holds is shown nowhere.
class Target {
 public:
  using Parameters = std::vector<std::pair<std::string, std::string>>;

  static Result<Target> from_environment(const std::string& variable);
  static Result<Target> from_file(const std::string& path);
  /// A database of a throw-away cluster, through the socket in that folder.
  static Target local(const std::string& socket_folder, const std::string& user,
                      const std::string& database);

  /// How to speak of it: "the database that $MIG_DSN names".
  const std::string& name() const { return name_; }
  bool is_local() const { return is_local_; }
  /// Keywords of libpq and their values.
  const Parameters& parameters() const { return parameters_; }

  /// Another secret that no text may show, such as a password out of a password file.
  void add_secret(const std::string& secret);
  /// The text without the connection string, its passwords, and these as a URL or a quoted
  /// parameter would spell them.
  std::string redacted(std::string_view text) const;

 private:
  Target() = default;
  static Result<Target> parse(const std::string& connection_string, std::string name);

  std::string name_;
  Parameters parameters_;
  std::vector<std::string> secrets_;  ///< longest first
  bool is_local_ = false;
  bool withholds_all_ = false;  ///< a secret is so short that its absence would tell it
};

}  // namespace mig::postgres
