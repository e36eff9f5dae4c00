#include "mig/app/runner/run_runner.hpp"

int main(int argc, char** argv) {
  return mig::app::run_runner(argc, argv);
}
