// The random numbers and threads of libtorch belong to the whole process: training tests that run in parallel would disturb each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
