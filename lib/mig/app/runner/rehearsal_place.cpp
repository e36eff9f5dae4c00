#include "mig/app/runner/rehearsal_place.hpp"

#include <fmt/format.h>

#include <utility>

#include "mig/postgres/stop.hpp"
#include "mig/runner/empty_database.hpp"

namespace mig::app {
namespace {

constexpr const char* kDatabase = "rehearsal";

// A name, so that it can be quoted by doubling alone.
std::string quoted(const std::string& name) {
  std::string text = "\"";
  for (const char letter : name) {
    if (letter == '"') text += '"';
    text += letter;
  }
  return text + '"';
}

Result<void> install(const postgres::Cluster& cluster, const std::vector<std::string>& extensions) {
  if (extensions.empty()) return {};
  auto connection = postgres::Connection::open(cluster.as_superuser(kDatabase));
  if (!connection) return tl::unexpected(connection.error());
  for (const auto& name : extensions) {
    auto made = connection->command(fmt::format("CREATE EXTENSION {} CASCADE", quoted(name)));
    if (!made) {
      return failure(
          ErrorKind::no_verdict,
          fmt::format("the extension {} cannot be installed: {}", name, made.error().message), {},
          "install its package beside the PostgreSQL server");
    }
  }
  return {};
}

}  // namespace

Result<RehearsalPlace> RehearsalPlace::open(const RehearsalOptions& options) {
  RehearsalPlace place;
  if (options.dsn_env) {
    auto target = postgres::Target::from_environment(*options.dsn_env);
    if (!target) return tl::unexpected(target.error());
    if (auto empty = runner::check_empty(*target); !empty) return tl::unexpected(empty.error());
    place.target_ = std::move(*target);
    return place;
  }
  auto cluster = postgres::Cluster::start();
  if (!cluster) return tl::unexpected(cluster.error());
  if (auto made = cluster->create_database(kDatabase); !made) return tl::unexpected(made.error());
  if (auto done = install(*cluster, options.extensions); !done) return tl::unexpected(done.error());
  place.target_ =
      options.superuser ? cluster->as_superuser(kDatabase) : cluster->as_owner(kDatabase);
  place.cluster_ = std::move(*cluster);
  return place;
}

Result<void> RehearsalPlace::close() {
  if (cluster_) return cluster_->stop();
  const postgres::FinishingTouches goes_on;
  return runner::clean(*target_);
}

}  // namespace mig::app
